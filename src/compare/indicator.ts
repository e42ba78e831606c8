/**
 * When two reports measure the same thing: indicators are equal once the words that say nothing of what is measured are
 * dropped (全体, 实现, 同口径) and set phrases are written one way (规上, 规模以上). Likeness alone would put the income of
 * townspeople beside that of farmers, and exports beside trade.
 */

/** Words that change nothing about what is measured. */
const NEUTRAL =
  /^(?:实现|完成|达到|地方|认真|办理|共|各类)+|全体|城乡(?=居民)|常住(?=居民)|(?:按可比|同)口径|同比|连续|不少|均值|平均|指数|今年要?|预期目标|总(?=[产额量])|国家(?=高新技术|科技型)|[省市](?=人大代表|政协)|(?:地区|国内|全[国省市区疆])(?=生产总值)|全社会/g;
const WRITTEN: readonly (readonly [RegExp, string])[] = [
  [/规上/g, '规模以上'],
  [/净增/g, '新增'],
  [/外贸进出口|货物进出口/g, '进出口'],
  [/零售额/g, '零售总额'],
  [/零售总额/g, '零售额'],
  [/粮食产$/g, '粮食产量'],
  [/(?:上涨|涨幅)$/g, ''],
];

/** Equal for two names of one indicator. */
export function indicatorKey(indicator: string): string {
  let key = indicator.replace(NEUTRAL, '');
  for (const [pattern, written] of WRITTEN) key = key.replace(pattern, written);
  return key === '' ? indicator : key;
}

/** Indicators this alike are one, as long as nothing that tells them apart is among what differs. */
const LIKENESS = 0.7;
/** What tells one indicator from another of nearly the same name. */
const TELLING =
  /[城乡农]|海洋|人均|民[营间办生]|公办|[收支出进]|增|[百千万亿]|项目|开发区|涉|余额|数字|现代|[国省市县区]|初|高|职业|水利|投资|[大中小重危旧]|水|电|科|技|再|人口|户|第|开工|改造|人|企/;

/** 0 for two things; else how alike the names are, up to 1. */
export function likenessOf(x: string, y: string): number {
  const [p, q] = [indicatorKey(x), indicatorKey(y)];
  if (p === q) return 1;
  const score = diceOf(bigramsOf(p), bigramsOf(q));
  if (score < LIKENESS) return 0;
  let head = 0;
  while (head < Math.min(p.length, q.length) && p[head] === q[head]) head++;
  let tail = 0;
  while (tail < Math.min(p.length, q.length) - head && p.at(-1 - tail) === q.at(-1 - tail)) tail++;
  return TELLING.test(p.slice(head, p.length - tail) + q.slice(head, q.length - tail)) ? 0 : score;
}

function bigramsOf(word: string): ReadonlySet<string> {
  const grams = new Set<string>();
  for (let i = 0; i + 2 <= word.length; i++) grams.add(word.slice(i, i + 2));
  return grams;
}

function diceOf(p: ReadonlySet<string>, q: ReadonlySet<string>): number {
  let shared = 0;
  for (const gram of p) if (q.has(gram)) shared++;
  return p.size + q.size === 0 ? 0 : (2 * shared) / (p.size + q.size);
}

/** A verb, or a noun for anything: what is counted stands behind the number (打造|30个|示范基地). */
const GENERIC =
  /^(?:打造|建设|推动|实施|推进|启动|支持|推出|加快|带动|创建|开工|建好|抓好|办好|完工|新开通|培养|选派|优化|布局|深入|继续|解决|改建|发布|出台|滚动|形成|基本|组织|扎实|开展|遴选|争创|成立|全面|惠及|首批|总数|总量|连续|项目|企业|个方面|大类|产品|万户|全[国省市区]|新增|新建|改造|完成|培育|引进|举办|建成|认定|获批|入选|签约|落实|安排|发放|投入|筹集|拨付|实现|累计|深化|强化|提升|新改扩建|改扩建|升级|设立|落地|储备|谋划|用好|力争|确保|重点|[和家个])+$/;
/** A rank among others measures nothing that could stand beside another report's rank. */
const RANK = /(?:居|排|列)(?:全|中|西|东|前|第|世|首)|排名/;

export function isGeneric(indicator: string): boolean {
  return GENERIC.test(indicator);
}

export function isRank(indicator: string): boolean {
  return RANK.test(indicator);
}

/**
 * How much a difference in an indicator tells of a place, 0..1: what every report opens with, what reports of the kind
 * give, and the rest.
 */
export function weightOf(indicator: string): number {
  if (
    /^(?:人均)?生产总值|一般公共预算收入|居民人均可支配收入|新增就业|固定资产投资|消费品零售/.test(
      indicatorKey(indicator),
    )
  )
    return HEADLINE_WEIGHT;
  return KNOWN.test(indicator) ? KNOWN_WEIGHT : OTHER_WEIGHT;
}

const HEADLINE_WEIGHT = 1;
const KNOWN_WEIGHT = 0.6;
const OTHER_WEIGHT = 0.25;
const KNOWN =
  /进出口|出口总|规(?:模以)?上工业增加值|工业增加值|失业率|消费价格|城镇化率|粮食(?:总?产|产量)|利用外资|研发(?:经费)?(?:投入|强度)|优良天数|PM2|赤字|专项债|能耗|森林覆盖率|高新技术企业|民间投资|服务业增加值|经营主体|市场主体|财政收入|税收|预算支出|GDP|高标准农田|脱贫|人口/;
