/**
 * What look-ups depend on besides the record: the widths of the runs, and how this program reads tokens, which a probe
 * text shows. Look-ups that were made otherwise would give other findings than the files; they are made anew.
 */

import type { Report } from '../model/report.js';
import { hashRun } from '../reuse/candidates.js';
import { hold } from '../reuse/copy-align.js';
import { COUNTED, PLACED } from './segment.js';
import { MAGIC } from './segment-file.js';

/** One of each: Han, width, numbers, dates, places, levels, ordinals, masks, words, traditional characters, marks. */
const PROBE =
  '湖南省长沙市2024年1月16日第十四届人民代表大会。全市地区生产总值增长5.2%左右，完成１２.５亿元、三千二百万人；' +
  '市委、市政府深入贯彻党的二十大精神，××区某县XX镇新增GDP和5G基站，改革開放，“一带一路”建设。\n一、工作回顾\n(一)产业。';

/** Words that name the way of reading; equal words, equal look-ups. */
export function fingerprintOf(): string {
  const probe: Report = {
    id: 'probe',
    source: { format: 'text', text: PROBE },
    span: { start: 0, end: PROBE.length },
    issuer: 'probe',
    script: 'simplified',
    masks: [],
    truncated: false,
    outline: [],
    repairs: [],
    furniture: [],
    diagnostics: [],
  };
  const { id } = hold(probe).units.tokens;
  const tokens = hashRun(id, 0, id.length).toString(16);
  return `${MAGIC}, runs of ${COUNTED.join(', ')} tokens counted, of ${PLACED} placed, tokens ${tokens}`;
}
