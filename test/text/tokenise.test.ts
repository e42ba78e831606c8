import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyReplacements } from '../../src/text/layer.js';
import { tokenise } from '../../src/text/tokenise.js';
import { breaks, slots } from './notation.js';

describe('numbers in digits', () => {
  it.each([
    ['增长5.2%左右', '增长[number 5.2]%左右'],
    ['完成1,234.5亿元', '完成[number 1,234.5]亿元'],
    ['达到1.2万亿元', '达到[number 1.2]万亿元'],
    ['培育2-3个、2—3家、5%—6%', '培育[number 2-3]个、[number 2—3]家、[number 5%—6]%'],
    ['压减1/3以上', '压减[number 1/3]以上'],
    ['连续14年保持', '连续[number 14]年保持'],
    ['增长５．２％', '增长[number ５．２]％'],
    ['建成5G基站、4A级景区、G60走廊', '建成5G基站、4A级景区、G60走廊'],
    ['新建110kV变电站、20MW光伏', '新建[number 110]kV变电站、[number 20]MW光伏'],
    ['增长5%——2024年', '增长[number 5]%——[date 2024年]'],
  ])('%s', (text, expected) => expect(slots(text)).toBe(expected));

  it.each([
    ['some 12 of (34), 5; 6', 'some [number 12] of ([number 34]), [number 5]; [number 6]'],
    ['1,250.5 or 3 - 4 or 7 ~ 9', '[number 1,250.5] or [number 3 - 4] or [number 7 ~ 9]'],
    ['the 3rd of 4 kW, 5. Then 6', 'the 3rd of [number 4] kW, [number 5]. Then [number 6]'],
    ['1 of 2', '[number 1] of [number 2]'],
  ])('%s', (text, expected) => expect(slots(text)).toBe(expected));
});

describe('stops between words', () => {
  it.each([
    ['It ends. Here', 'It|ends∎Here'],
    ['Mr. Smith and J. Doe', 'Mr·Smith|and|J·Doe'],
    ['He said no. Then', 'He|said|no∎Then'],
    ['as in No. 5', 'as|in|No·[number 5]'],
    ['a full\nline goes on', 'a|full·line|goes|on'],
    ['a paragraph\n\nends', 'a|paragraph¶ends'],
  ])('%s', (text, expected) => expect(breaks(text)).toBe(expected));
});

describe('dates', () => {
  it.each([
    ['2024年9月底前', '[date 2024年9月底]前'],
    ['2020 年 7 月 15 日在', '[date 2020 年 7 月 15 日]在'],
    ['二〇一九年一月九日在', '[date 二〇一九年一月九日]在'],
    ['二○二四年以来', '[date 二○二四年]以来'],
    ['2021—2023年，1—11月', '[date 2021—2023年]，[date 1—11月]'],
    ['2025-01-14发布', '[date 2025-01-14]发布'],
    ['20XX年，今年，3年行动', '[date 20XX年]，今年，[number 3]年行动'],
    ['3月5日、12月上旬', '[date 3月5日]、[date 12月上旬]'],
  ])('%s', (text, expected) => expect(slots(text)).toBe(expected));
});

describe('Chinese numerals', () => {
  it.each([
    ['三百余家企业、二十万人、两千亩', '[number 三百]余家企业、[number 二十]万人、[number 两千]亩'],
    ['下降百分之五、百分之五点二', '下降百分之[number 五]、百分之[number 五点二]'],
    ['压减三分之一以上，增长一倍', '压减[number 三分之一]以上，增长[number 一]倍'],
    ['出台三十条，十余项', '出台[number 三十]条，[number 十]余项'],
  ])('%s', (text, expected) => expect(slots(text)).toBe(expected));

  it.each([
    '十四五规划和三农工作',
    '一带一路、六稳六保、四个意识、两个确立',
    '一是坚持，二是推进，第一，三次产业',
    '一般公共预算、百亿级产业、千万千瓦、两个一百年',
    '十五分钟生活圈，万无一失，千家万户',
    '新一届政府，第一时间，三四百人以外',
  ])('%s are words', (text) => expect(slots(text)).toBe(text));
});

describe('ordinals', () => {
  it.each([
    ['第十八届人民代表大会第三次会议', '第[ordinal 十八]届人民代表大会第[ordinal 三]次会议'],
    ['党的二十大和二十届二中、三中全会', '党的[ordinal 二十]大和[ordinal 二十]届[ordinal 二]中、[ordinal 三]中全会'],
    ['市十七届人大五次会议', '[level 市][ordinal 十七]届人大[ordinal 五]次会议'],
    ['党的XX大精神，第×届', '党的[ordinal XX]大精神，第[ordinal ×]届'],
  ])('%s', (text, expected) => expect(slots(text)).toBe(expected));
});

describe('masks', () => {
  it.each([
    ['增长XX.X%、×亿元', '增长[number XX.X]%、[number ×]亿元'],
    ['某市、×市、XX市、xx 區', '[place 某市]、[place ×市]、[place XX市]、[place xx 區]'],
    ['以***同志为核心', '以[person ***]同志为核心'],
    ['某些地方、某市场、新增×市场', '某些地方、某市场、新增[any ×]市场'],
    ['重振×雄风，“×”战略', '重振[any ×]雄风，“[any ×]”战略'],
    ['实施“数据要素×”行动', '实施“数据要素×”行动'],
    ['the x axis * and y', 'the x axis * and y'],
  ])('%s', (text, expected) => expect(slots(text, { traditional: text.includes('區') })).toBe(expected));
});

describe('places', () => {
  it.each([
    ['推动咸阳市和杭州发展', '推动[place 咸阳市]和[place 杭州]发展'],
    ['以松桃县为圆心、广西', '以[place 松桃县]为圆心、[place 广西]'],
    ['在和县召开，天津市和平区', '在[place 和县]召开，[place 天津市][place 和平区]'],
  ])('%s', (text, expected) => expect(slots(text)).toBe(expected));

  it.each([
    '全国示范县、中心城区、均衡水平',
    '人民幸福安康、以上海洋、确保定期',
    '制定西部规划，交通化解',
    '沿海城市，扩大同世界',
  ])('%s holds no place', (text) => expect(slots(text)).toBe(text));

  it('reads own short names where the caller knows them', () => {
    expect(slots('东丽经济', { traditional: false, own: ['东丽'] })).toBe('[place 东丽]经济');
    expect(slots('东丽经济')).toBe('东丽经济');
  });

  it('reads a name across the space of a PDF', () => expect(slots('在咸 阳市')).toBe('在[place 咸 阳市]'));
});

describe("the issuer's own level", () => {
  it.each([
    [
      '我代表市人民政府，在省委、省政府和市委领导下',
      '我代表[level 市]人民政府，在[level 省]委、[level 省]政府和[level 市]委领导下',
    ],
    ['全市上下、我省、区委区政府', '全[level 市]上下、我[level 省]、[level 区]委[level 区]政府'],
    ['城市、园区、县域、健全县乡村、市场', '城市、园区、县域、健全县乡村、市场'],
  ])('%s', (text, expected) => expect(slots(text)).toBe(expected));
});

describe('breaks', () => {
  it('keeps the strength of punctuation', () => {
    expect(breaks('一、甲乙，丙；丁。戊\n己')).toBe('一·甲乙｜丙‖丁∎戊¶己');
  });
  it('reads full stops of Latin text', () => {
    expect(breaks('Dr. Smith went. He left the room\nquietly in 3.5 hours.\n\nNext')).toBe(
      'Dr·Smith|went∎He|left|the|room·quietly|in[number 3.5]|hours¶Next',
    );
  });
  it('takes a percent sign for part of the value', () => expect(breaks('增长5%以上')).toBe('增长[number 5]以上'));
});

describe('identity', () => {
  const ids = (text: string, traditional = false): number[] => [
    ...tokenise(applyReplacements(text, { start: 0, end: text.length }, []), { traditional }).id,
  ];
  it('does not depend on width, script, values or spaces', () => {
    const base = ids('全市地区生产总值增长5.2%，达到1000亿元');
    expect(ids('全市地区生产总值增长６％,达到 23.4 亿元')).toEqual(base);
    expect(ids('全市地區生產總值增長X.X%，達到×億元', true)).toEqual(base);
  });
  it('reads Ⅴ as V', () => expect(ids('劣Ⅴ类')).toEqual(ids('劣V类')));
});

it('covers any text with ordered tokens inside it', () => {
  const piece = fc.constantFrom(
    '第',
    '十',
    '二',
    '大',
    '党的',
    '年',
    '月',
    '1',
    '2024',
    '.',
    '%',
    'X',
    '×',
    '*',
    '某',
    '市',
    '和县',
    ' ',
    '\n',
    '。',
    '，',
    'Ⅴ',
    'a',
    '\ud83d',
    '\ude00',
    '○',
    '百分之',
    '至',
    '—',
    '咸阳',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.boolean(), (pieces, traditional) => {
      const text = pieces.join('');
      const tokens = tokenise(applyReplacements(text, { start: 0, end: text.length }, []), { traditional });
      let reached = 0;
      for (let i = 0; i < tokens.length; i++) {
        expect(tokens.start[i]).toBeGreaterThanOrEqual(reached);
        expect(tokens.end[i]).toBeGreaterThan(tokens.start[i] ?? 0);
        reached = tokens.end[i] ?? 0;
      }
      expect(reached).toBeLessThanOrEqual(text.length);
    }),
    { seed: 1, numRuns: 2000 },
  );
});
