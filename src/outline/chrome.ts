/**
 * Page chrome around a report (breadcrumbs, posting dates, sources, copyright, trial-read notices, link lists): lines that
 * a web site or a newspaper put there. A line is judged by what it says; length and punctuation do not tell (a notice of
 * rights can be a full sentence of a hundred characters).
 */

/** Name of the rule that a folded, trimmed line falls under; undefined for a line of the report. */
export function chromeRule(line: string): string | undefined {
  if (line.length > MAX_LINE) return undefined;
  for (const [rule, pattern] of RULES) if (pattern.test(line)) return rule;
  return undefined;
}

/** A notice longer than this is not known; paragraphs of a report often are. */
const MAX_LINE = 300;

const RULES: readonly (readonly [string, RegExp])[] = [
  ['separator', /^(?:[-—_=*~#·]{1,}|[.。…]{6,})$/],
  [
    'trial-read',
    /试读(?:结束|部分|到此)|未完,?(?:请|继续)|剩余\d*%?未读|查(?:阅|看)全文|阅读全文|加微信|微信(?:号|公众号):?/,
  ],
  [
    'breadcrumb',
    /^(?:您?(?:现在|当前)?(?:的?位置|所在位置):|首页\s*[>»]|(?:首页|网站首页)\s*$)|^[^。]{2,12}>[^。]{2,20}>/,
  ],
  [
    'posting',
    /^(?:发布(?:时间|日期|机构|者|人)?|时间|日期|发表时间|更新时间|录入时间|来源|信息来源|文章来源|稿源|作者|编辑|责任编辑|责编|编校|审核|校对|记者|点击(?:数|次数)?|浏览(?:量|次数)?|阅读(?:量|次数)?|访问(?:量|次数)?|索引号|发文机关|文号|主题分类|原标题|字号|字体)\s*:(?!.{60})/,
  ],
  ['posting', /^[(【[]?(?:来源|原标题|编辑|责任编辑|责编|记者|稿件来源):[^()。]{1,40}[)】\]]?$/],
  ['posting', /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?$/],
  ['posting', /^下面是小编|供大家参考[。.]?$|^以下是小编|^小编(?:为|给)/],
  ['toolbar', /^[【[]?(?:打印|关闭|分享|收藏|大中小|字体:|返回顶部|返回首页|扫一扫|扫码|复制链接|下载)/],
  [
    'links',
    /^(?:上一[篇条]|下一[篇条]|相关(?:阅读|链接|文章|新闻|推荐|稿件)|热[点门](?:文章|阅读|推荐)|推荐(?:访问|阅读|文章)|猜你喜欢|延伸阅读|关键词|标签|[-·]?\s*(?:联系我们|企业入驻|网站地图|关于我们|投稿))/,
  ],
  ['links', /点我投稿|有想补充的信息/],
  [
    'rights',
    /^(?:版权|copyright|©|powered by|all rights|备案(?:号|序号|许可证?)|主办单位:|承办:|网站标识码)|版权所有|icp备|公网安备|^本文内容由|^本站|^如若?转载|^转载请|^声明:|^免责|public domain|^(?:false|true)$|维基文库|^本(?:作品|模板)|公有领域|^[^。]{0,12}著作权法$/i,
  ],
  ['site', /^[^。]{0,30}(?:https?:\/\/|www\.|[a-z0-9-]+\.(?:com|cn|net|org)(?![a-z]))[^。]{0,60}$/i],
];
