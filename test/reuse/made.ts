/** Small reports for tests, made by hand: no reading, no files. */

import type { Report } from '../../src/model/report.js';

export function made(text: string, more: Partial<Report> = {}): Report {
  const issuer = more.place?.name ?? more.issuer ?? more.id ?? 'somewhere';
  return {
    id: issuer,
    source: { format: 'text', text },
    span: { start: 0, end: text.length },
    issuer,
    script: /[\u4e00-\u9fff]/.test(text) ? 'simplified' : 'latin',
    masks: [],
    truncated: false,
    outline: [],
    repairs: [],
    furniture: [],
    diagnostics: [],
    ...more,
  };
}

const STEMS = [
  '河道清淤',
  '果树嫁接',
  '夜校识字',
  '桥梁检修',
  '茶园更新',
  '渡口改线',
  '旧仓修缮',
  '公厕翻新',
  '路灯换装',
  '粮库通风',
  '苗圃移栽',
  '鱼塘消毒',
  '药材晾晒',
  '陶窑点火',
  '竹器编织',
  '水渠衬砌',
  '梯田复垦',
  '蜂箱越冬',
  '碑刻拓印',
  '戏台加固',
];
const VERBS = [
  '已经收尾',
  '照旧推后',
  '由乡邻承包',
  '交学徒试做',
  '等雨季过后再议',
  '用去半数存款',
  '请来外地师傅',
  '记入年底总账',
];
const TAILS = [
  '账目贴在祠堂门口',
  '余料留给东头三户',
  '工钱按日结清',
  '样板摆在码头',
  '争执由老人调停',
  '缺口明年补齐',
];

/** Sentences that no two seeds share more than a phrase of. */
export function filler(seed: number, sentences: number): string {
  let state = seed >>> 0;
  const next = (count: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % count;
  };
  let out = '';
  for (let i = 0; i < sentences; i++) {
    out += `${STEMS[next(STEMS.length)]}${VERBS[next(VERBS.length)]}，${TAILS[next(TAILS.length)]}。`;
    if (i % 5 === 4) out += '\n';
  }
  return out;
}
