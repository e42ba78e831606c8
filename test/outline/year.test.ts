import { describe, expect, it } from 'vitest';
import { yearOf } from '../../src/outline/year.js';

const yearIn = (body: string): number | undefined => yearOf({ body }).year;

describe('the year of a text without title and date', () => {
  const past = '1981年修了路。1981年建了桥。1982年修了路。1982年建了桥。1982年办了学校。';

  it('is the one after the year that the speech reports on', () => {
    expect(yearIn('首先报告2001年的工作\n各项工作都有进展。')).toBe(2002);
    expect(yearIn('报告2001年的工作任务。')).toBe(2001);
  });

  it('is read where its digits stand apart', () => {
    expect(yearIn('一、过去五年的工作\n二、关于1 9 9 8年政府工作的建议\n')).toBe(1998);
    expect(yearIn('生产了3 1 9 9 8年度的设备，建议')).toBeUndefined();
  });

  it('is the year of a later chapter that names nothing but its work', () => {
    expect(yearIn('一、五年的回顾\n三、2011年的工作\n做好今年的工作。')).toBe(2011);
    expect(yearIn('一、2010年的工作\n成绩很大。')).toBeUndefined();
  });

  it('is inferred from the run of the years, but not in a report on a plan of several years', () => {
    expect(yearIn(past)).toBe(1983);
    expect(yearIn(`${past}第六个五年计划的任务。五年计划很重要。“六五”计划提出目标。五年计划的指标。`)).toBeUndefined();
  });
});
