import { describe, expect, it } from 'vitest';
import { findMarkers, Style, withoutInlineLists } from '../../src/outline/markers.js';
import { nestMarkers } from '../../src/outline/nest.js';
import { foldText } from '../../src/outline/reading.js';
import { findTitleLines } from '../../src/outline/title-lines.js';

/** `'一 (一 二) 二'`: numbers as read, brackets around what stands deeper. */
function nest(text: string): string {
  const marks = withoutInlineLists(text, findMarkers(foldText(text), 0)).filter(({ style }) => style < Style.item);
  const all = [...marks, ...findTitleLines(text, 0)].sort((a, b) => a.at - b.at);
  return nestMarkers(all)
    .map(({ depth, marker, missing }) => `${depth}${text.slice(marker.at, marker.end)}${missing ? `!${missing}` : ''}`)
    .join(' ');
}

const body = '我们做了许多事情,也还有许多事情要做,大家继续努力,把家乡建设得更好。';
/** Every mark behind a sentence end, on one line, as flattened pages have it. */
const flat = (marks: string): string =>
  marks
    .split(' ')
    .map((mark) => `${mark}标题${body}`)
    .join(' ');
const lined = (marks: string): string =>
  marks
    .split(' ')
    .map((mark) => `${mark}标题\n${body}\n`)
    .join('');

describe('nesting by the number sequence', () => {
  it('tells two levels of the same mark apart in flattened text', () => {
    expect(nest(flat('一、 二、 三、 一、 二、 三、 四、 五、 六、 七、 四、'))).toBe(
      '1一、 1二、 1三、 2一、 2二、 2三、 2四、 2五、 2六、 2七、 1四、',
    );
    expect(nest(flat('一、 一、 二、 三、 二、 一、 二、 三、 四、'))).toBe(
      '1一、 2一、 2二、 2三、 1二、 2一、 2二、 2三、 2四、',
    );
  });

  it('lets the outer sequence win when the next mark begins an inner one', () => {
    expect(nest(flat('一、 一、 二、 二、 一、 二、 三、 一、 二、'))).toBe(
      '1一、 2一、 2二、 1二、 2一、 2二、 1三、 2一、 2二、',
    );
  });

  it('keeps the usual order of marks', () => {
    expect(nest(lined('一、 (一) 1. 2. (二) 二、 (一) (二)'))).toBe('1一、 2(一) 31. 32. 2(二) 1二、 2(一) 2(二)');
    expect(nest(lined('第一方面: (一) (二) 第二方面: (一)'))).toBe('1第一方面: 2(一) 2(二) 1第二方面: 2(一)');
  });

  it('says which number is missing', () => {
    expect(nest(lined('一、 二、 四、'))).toBe('1一、 1二、 1四、!3');
  });

  it('takes a mark inside a word or a list inside a sentence for text', () => {
    expect(nest(`一、标题${body}生态保护第 一、全民共享。 二、标题${body}`)).toBe('1一、 1二、');
    expect(nest(`第一、二、三产业分别增长。\n一、标题\n${body}\n二、标题\n${body}`)).toBe('1一、 1二、');
    expect(
      nest(`报告分三部分:一、回顾;二、目标;三、任务。\n一、回顾\n${body}\n二、目标\n${body}\n三、任务\n${body}`),
    ).toBe('1一、 1二、 1三、');
  });

  it('reads heading lines without a number as chapters over numbers that begin again', () => {
    const text = `去年工作回顾\n${body}\n(一)道路\n${body}\n(二)河流\n${body}\n今年工作安排\n${body}\n(一)道路\n${body}\n(二)河流\n${body}`;
    expect(nest(text)).toBe('1 2(一) 2(二) 1 2(一) 2(二)');
  });

  it('leaves numbers that run on above a heading line without one', () => {
    const text = `一、道路\n${body}\n城区道路建设\n${body}\n二、河流\n${body}`;
    expect(nest(text)).toBe('1一、 2 1二、');
  });

  it('reads a mark whose characters were shifted by half a byte', () => {
    expect(
      nest(
        `一、标题\n${body}\n(一)标题\n${body}\n(二)标题\n${body}\n。ㄈ┤μ嵘,${body}\n。ㄋ模┚拇,${body}\n(五)标题\n${body}`,
      ),
    ).toBe('1一、 2(一) 2(二) 2。 2。 2(五)');
  });
});
