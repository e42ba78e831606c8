import { describe, expect, it } from 'vitest';
import { findDebris } from '../../src/text/debris.js';
import { decodeGbk, encodeGbk, withoutLost } from '../../src/text/gbk.js';
import { applyReplacements } from '../../src/text/layer.js';
import { findRepairs } from '../../src/text/repair.js';

const whole = (text: string) => ({ start: 0, end: text.length });

/** `text` with its applied repairs made. */
function repair(text: string): string {
  const repairs = findRepairs(text, whole(text), 'simplified').filter(({ applied }) => applied);
  return applyReplacements(text, whole(text), repairs).text;
}

function rules(text: string): string[] {
  return findRepairs(text, whole(text), 'simplified').map(({ rule, applied }) => (applied ? rule : `${rule}?`));
}

const debris = (text: string): string[] =>
  findDebris(text, whole(text)).map(({ span, rule }) => `${rule} ${text.slice(span.start, span.end)}`);

describe('pinyin notes', () => {
  it('go, behind Han only', () => {
    expect(repair('發(fā)展質(zhì)量，創（chuàng）新')).toBe('發展質量，創新');
    expect(repair('总值(gdp)、方案(a)和x(bā)')).toBe('总值(gdp)、方案(a)和x(bā)');
  });
});

describe('half-byte shift', () => {
  /** The accident: `before` extra byte, everything after it read one byte off, lost pairs dropped. */
  const shifted = (text: string): string => withoutLost(decodeGbk(Uint8Array.of(0xa1, ...(encodeGbk(text) ?? []))));
  const paragraph = '我们要在新發展格局中走在前列，新發展理念深入人心，推动新發展。';

  it('is undone where the accident can be played again', () => {
    const damaged = shifted('（一）在新發');
    expect(damaged).toBe('。ㄒ唬┰谛掳l');
    expect(repair(`${paragraph}\n${damaged}展格局中前行。`)).toBe(`${paragraph}\n（一）在新發展格局中前行。`);
  });

  it('is only suggested where pairs were lost', () => {
    const damaged = shifted('（六）全面加強政府自身建設');
    expect(rules(`${paragraph}\n${damaged}。`)).toEqual(['half-byte-shift?']);
  });

  it('is undone at a lost first byte and inside a split note, with the readings of the text', () => {
    const text = '經(jīng)濟，區(qū)域。增長15.5%?偛拷(jīng)濟加快，列入?yún)^(qū)支持。';
    expect(repair(text)).toBe('經濟，區域。增長15.5%。總部經濟加快，列入區支持。');
  });

  it('leaves clean text alone', () => {
    expect(rules('铁矿采选─生铁冶炼，├──目录，ㄅㄆㄇ注音符号。')).toEqual([]);
  });
});

describe('broken lines', () => {
  it('join after a semicolon and inside brackets, not before a marker', () => {
    expect(repair('增长5%;\n投资增长6%;\n消费增长7%。\n一、下一章')).toBe('增长5%;投资增长6%;消费增长7%。\n一、下一章');
    expect(repair('贯彻《\n证券法\n》，规范发展。')).toBe('贯彻《证券法》，规范发展。');
    expect(repair('要求如下；\n（一）抓项目')).toBe('要求如下；\n（一）抓项目');
  });

  it('join at a page end, not at a heading', () => {
    const body = '实现地方财政收入稳步增长，增速位居全市前列，总量首次达到145.5';
    expect(repair(`${body}\n亿元，逆势增长。\n一、工作回顾\n过去一年`)).toBe(
      `${body}亿元，逆势增长。\n一、工作回顾\n过去一年`,
    );
  });

  it('join where paragraphs were wrapped at one width, across page numbers', () => {
    const paragraphs = [1, 2, 3].map(
      (n) => `　　${`第${n}段我们坚持把发展作为第一要务，推动产业转型升级，`.repeat(4)}完成。`,
    );
    const lines = paragraphs.flatMap((text) => text.match(/.{1,36}/g) ?? []);
    const wrapped = [...lines.slice(0, 2), '— 1 —', ...lines.slice(2)].join('\n');
    const text = repair(wrapped);
    expect(text.replace('— 1 —', '')).toBe(paragraphs.join('\n'));
    expect(debris(wrapped)).toEqual(['page-number — 1 —']);
  });

  it('stay in verse, lists and Latin text', () => {
    for (const text of ['各位代表：\n现在报告工作。\n一、回顾', '第一项\n第二项\n第三项'])
      expect(repair(text)).toBe(text);
    const latin = 'A line of text that\nis wrapped by hand,\nand goes on.';
    expect(findRepairs(latin, whole(latin), 'latin')).toEqual([]);
  });
});

describe('spaces', () => {
  it('go between Han and digits or Latin', () => {
    expect(repair('2020 年 7 月 15 日，GDP 增长 5.2 %')).toBe('2020年7月15日，GDP增长5.2%');
    expect(repair('World Bank 报告')).toBe('World Bank报告');
  });
  it('go before a false heading, not before a true one', () => {
    expect(repair('坚持保护第 一、全民共享。 二、重点工作')).toBe('坚持保护第一、全民共享。 二、重点工作');
  });
});

describe('debris', () => {
  it.each([
    ['正文\n— 12 —\n正文', ['page-number — 12 —']],
    ['正文\n第3页 共30页\n正文', ['page-number 第3页 共30页']],
    ['? ? ——坚决打赢', ['indent-debris ? ? ']],
    ['真的吗?对。', []],
    ['前文????????后文', ['question-run ????????']],
    ['前文(上接A02版)后文', ['newspaper-jump (上接A02版)']],
    ['前文。\n。\n后文', ['lone-stop 。']],
    ['前文\n。\n后文', []],
    ['长三角 0 G60 走廊', ['stray-zero 0']],
  ])('%s', (text, expected) => expect(debris(text)).toEqual(expected));

  it('takes bare numbers for page numbers only where they count pages', () => {
    const page = `${'这一页的正文很长，'.repeat(40)}\n`;
    expect(debris(`${page}1\n${page}2\n${page}3\n`)).toEqual(['page-number 1', 'page-number 2', 'page-number 3']);
    expect(debris('序号\n1\n2\n3\n合计')).toEqual([]);
  });

  it('knows running heads by the page numbers beside them', () => {
    const pages = [1, 2, 3, 4].map((n) => `${'正文很长，'.repeat(60)}\n— ${n} —\n大会文件`);
    expect(debris(pages.join('\n')).filter((piece) => piece.startsWith('running'))).toHaveLength(4);
  });

  it('takes marks of Markdown out of the reading', () => {
    const text = '# 报告\n**重点**见[链接](http://x.cn)\n';
    const found = findDebris(text, whole(text), 'markdown');
    const read = applyReplacements(
      text,
      whole(text),
      found.map(({ span }) => ({ span, replacement: '' })),
    ).text;
    expect(read).toBe('报告\n重点见链接\n');
  });
});

it('is idempotent', () => {
  for (const text of [
    '增长5%;\n投资增长6%。',
    '發(fā)展 5 個',
    '贯彻《\n证券法\n》，规范。',
    '保护第 一、全民共享',
    '前文????????后文\n。\n後文',
  ]) {
    const once = repair(text);
    expect(repair(once)).toBe(once);
  }
});

describe('a numbered heading torn over two lines', () => {
  const paragraph = '河道两岸的三条老路全部翻修，夜里都亮起了灯，行人不再摸黑走路。';

  it('is joined above its paragraph', () => {
    const text = `${paragraph}\n三、持续改善河道\n两岸的道路和照明\n${paragraph}\n（一）修路\n${paragraph}`;
    expect(rules(text)).toEqual(['torn-heading']);
    expect(repair(text)).toContain('\n三、持续改善河道两岸的道路和照明\n');
  });

  it.each([
    ['a whole heading has a subheading below it', `一、去年工作回顾\n道路更加通畅\n${paragraph}`],
    ['subheadings do not come alone', `一、建设家乡\n道路更加通畅\n${paragraph}\n河流更加清澈\n${paragraph}`],
    ['an empty line parts them', `一、建设家乡\n\n道路更加通畅\n${paragraph}`],
    ['the next line has a number of its own', `一、建设家乡\n(一)道路更加通畅\n${paragraph}`],
    ['a list follows', `一、建设家乡\n张三\n李四同志\n王五同志\n`],
  ])('is none where %s', (_why, text) => {
    expect(rules(text)).toEqual([]);
  });
});

it('joins a line that a page end tore behind a pinyin note', () => {
  const before = '加速推进集成电路发展，引导各类资本进入，推动本地企业增加投资，支持一批存量优';
  const torn = `${before}(yōu)\n质企业扩大产能，形成新的增长点。`;
  expect(rules(torn)).toContain('page-wrap');
  expect(rules(`${before}（注）\n质企业扩大产能，形成新的增长点。`)).not.toContain('page-wrap');
});

it('drops spaces scattered between Han, and keeps the few that part headings and names', () => {
  const scattered = '我们 坚持 稳中求 进工作 总基调。'.repeat(8);
  expect(repair(scattered)).toBe('我们坚持稳中求进工作总基调。'.repeat(8));
  const few = `一、工作回顾 过去一年很不平凡。${'我们坚持稳中求进工作总基调，完整准确全面贯彻新发展理念。'.repeat(30)}`;
  expect(repair(few)).toBe(few);
});

it('joins a short line that holds a sentence and breaks off in the next one', () => {
  const torn = '硬核防控守阵地。在党的坚强领导下，广大干部\n群众共同构筑防线，形成全流程管控。';
  expect(rules(torn)).toContain('page-wrap');
  expect(rules('硬核防控守阵地\n群众共同构筑防线，形成全流程管控。')).toEqual([]);
});
