/**
 * 省 市 区 州 县 where it stands for the issuer's own level (全市, 市委, 我代表市人民政府, 区第五届人民代表大会): what varies with the issuer and
 * with nothing else. Not 城市, 园区, 省级, 县域.
 */

import { NUMERALS, unitSet } from './characters.js';

const code = (char: string): number => char.charCodeAt(0);
const OWN = unitSet('全我本该');
/** 健全, 完善安全: the 全 of a word. */
const WHOLE_WORD = unitSet('健完安保齐周成顾万');
const NUMERAL = unitSet(`${NUMERALS}0123456789Xx×`);
/** Characters that make one word with the level character behind them. */
const BOUND: ReadonlyMap<number, Uint8Array> = new Map([
  [code('市'), unitSet('城超门股楼夜集上入县区地辖个各花灯闹菜都罢应行级')],
  [
    code('区'),
    unitSet(
      '地园社街特新景校片郊牧林矿山老灾库港厂战小辖城市湖湾省县发治范作验能税护工聚禁选专东西南北中各个雨汛疫岸滨心商口侨',
    ),
  ],
  [code('省'), unitSet('各外邻两多跨反节俭')],
  [code('县'), unitSet('困强区市各邻个治')],
  [code('州'), unitSet('治神各')],
]);
const [CITY, AREA, ALL, MARKET, DOMAIN] = [code('市'), code('区'), code('全'), code('场'), code('域')] as const;
const [COMMITTEE, ENTRUST, SEND] = [code('委'), code('托'), code('派')] as const;
const [HEAD, NTH, SESSION] = [code('长'), code('第'), code('届')] as const;
const OFFICES = ['人民政府', '政府', '人大', '政协', '纪委', '监委', '两会', '党代会', '法院', '检察院'];
const OPENS_OFFICE = unitSet(OFFICES.map((office) => office.charAt(0)).join(''));
/** 市长期, 区长江: 长 belongs to what follows. */
const LONG = unitSet('期效远足江三春沙安治乐城廊寿征处久高大成');

/** Whether the level character at `i` is the issuer's own level. */
export function isOwnLevel(units: Uint16Array, i: number): boolean {
  const level = units[i] ?? 0;
  const before = units[i - 1] ?? 0;
  const next = units[i + 1] ?? 0;
  if (OWN[before] && !(before === ALL && WHOLE_WORD[units[i - 2] ?? 0]))
    return !(level === CITY && next === MARKET) && !(level === AREA && next === DOMAIN);
  if (BOUND.get(level)?.[before]) return false;
  if (next === COMMITTEE) return units[i + 2] !== ENTRUST && units[i + 2] !== SEND;
  if (next === HEAD) return !LONG[units[i + 2] ?? 0];
  if (next === NTH) return NUMERAL[units[i + 2] ?? 0] === 1;
  if (NUMERAL[next]) return sessionFollows(units, i + 1);
  return OPENS_OFFICE[next] === 1 && officeFollows(units, i + 1);
}

function officeFollows(units: Uint16Array, at: number): boolean {
  for (const office of OFFICES) {
    let k = 0;
    while (k < office.length && units[at + k] === office.charCodeAt(k)) k++;
    if (k === office.length) return true;
  }
  return false;
}

/** 十七届 in 市十七届人大五次会议. */
function sessionFollows(units: Uint16Array, at: number): boolean {
  let i = at;
  while (NUMERAL[units[i] ?? 0] && i < at + 4) i++;
  return units[i] === SESSION;
}
