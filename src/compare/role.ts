/** What a part of a report is for: it looks back, sets targets, plans work, speaks of the government itself, or closes. */

export type Role = 'review' | 'plan' | 'government' | 'other';

const ROLES: readonly (readonly [Role, RegExp])[] = [
  ['government', /自身建设|政府建设|法治政府|服务型政府|人民满意/],
  ['review', /回顾|总结|过去|取得的|主要成[就绩]|工作情况|完成情况|来之不易/],
  ['plan', /今后|未来|下一步|安排|部署|任务|目标|打算|要求|重点工作|预期|工作建议|总体思路|做好[^,，]{0,12}工作/],
];

/** The role a heading announces; undefined when it announces none and the part around it decides. */
export function roleOf(heading: string): Role | undefined {
  return ROLES.find(([, pattern]) => pattern.test(heading))?.[0];
}
