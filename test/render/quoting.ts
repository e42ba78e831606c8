/** Findings of six short reports, one of whose formulas stands in quotation marks everywhere, and a passage copied with a quotation in it. */

import type { Report } from '../../src/model/report.js';
import { readReports } from '../../src/outline/read.js';
import type { Findings } from '../../src/render/findings-set.js';
import { analyseCorpus } from '../../src/reuse/analyse.js';

const PLACES = ['清河', '海州', '东岭', '南浦', '北淀', '西陵'];
const OWN = [
  '老戏台修缮后重新开锣,巷口的豆腐坊也添了两口石磨。',
  '渡口旁的灯塔换了新灯,渔船夜里回港不再绕行暗礁。',
  '寨子里的核桃林挂牌认养,秋后每户分得三筐青皮核桃。',
  '织锦作坊收了九名学徒,旧织机搬进了祠堂后院。',
  '苇荡里立起观鸟木屋,孩子们周末来数灰鹤的窝。',
  '采石场复绿种下紫穗槐,塌方的土路改道绕过崖口。',
];
/** Each says it in words of its own, so that the quotation alone is common. */
const MINDFUL = ['大家牢记', '全市铭记着', '干群践行', '各镇谨记住', '村村写上', '会场悬挂'];
const COPIED =
  '沿青云河修建防洪堤坝二十公里,挂起“青云河上人家守望相助”的匾额,安置沿岸群众三百余户,白鹭镇的粮仓率先加高了石基。';

export async function quotingCorpus(): Promise<Findings & { kind: 'corpus' }> {
  const reports: Report[] = [];
  for (const [i, place] of PLACES.entries()) {
    const text =
      `${place}市政府工作报告\n——${2020 + i}年1月10日在${place}市第六届人民代表大会第${'一二三四五六'[i]}次会议上\n` +
      `一、过去一年工作回顾\n${MINDFUL[i]}“绿水青山就是金山银山的发展理念”。我们坚持稳中求进工作总基调,完整准确全面贯彻新发展理念。` +
      `${OWN[i]}\n二、今年工作安排\n${i === 1 || i === 4 ? COPIED : ''}地区生产总值增长${5 + i / 10}%左右,${OWN[(i + 3) % 6]!.slice(0, 9)}。\n`;
    reports.push(...(await readReports(text, { path: `${place}.txt` })));
  }
  return { kind: 'corpus', findings: await analyseCorpus(reports), reports };
}
