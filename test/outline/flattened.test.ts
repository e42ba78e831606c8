// Texts whose line ends are lost: chapter heads without a number, and heads that run into the body.

import { describe, expect, test } from 'vitest';
import { readReports } from '../../src/outline/read.js';
import { allSections } from './check-outline.js';

const INTRODUCTION = '各位代表：现在，我代表市人民政府，向大会报告工作，请予审议，并请列席人员提出意见。';
const BODY = '全市上下团结一心，经济运行总体平稳，社会大局保持稳定，各项事业都有新的进展。';

async function headings(text: string): Promise<readonly string[]> {
  const [report] = await readReports(text, { path: 'a.txt' });
  return allSections(report!.outline)
    .filter(({ kind }) => kind === 'chapter' || kind === 'section')
    .map(({ level, marker, heading }) => `${level} ${marker}${heading}`);
}

describe('chapter heads without a number in a flattened text', () => {
  test('a year and its work, and the building of the government itself', async () => {
    const text = `${INTRODUCTION}2023年工作回顾过去一年，${BODY}${BODY}2024年工作安排建议做好今年工作，${BODY}${BODY}全面加强政府自身建设我们要牢记宗旨，${BODY}`;
    expect(await headings(text)).toEqual(['1 2023年工作回顾', '1 2024年工作安排建议', '1 全面加强政府自身建设']);
  });

  test('what goes on as a sentence is none', async () => {
    const text = `${INTRODUCTION}${BODY}2024年工作安排是稳中求进。${BODY}2024年主要任务将分解落实。${BODY}全面加强政府自身建设的要求很高。${BODY}`;
    expect(await headings(text)).toEqual([]);
  });
});

test('a space that was a line end ends a heading', async () => {
  const heads = ['着力壮大现代产业', '着力建设美丽城乡', '着力增进民生福祉'];
  const text = `${INTRODUCTION}${heads.map((head, i) => `（${'一二三'[i]}）${head} 我市${BODY}${BODY}`).join('')}`;
  expect(await headings(text)).toEqual(heads.map((head, i) => `1 （${'一二三'[i]}）${head}`));
});

test('a heading that runs on ends before a word that sentences begin with', async () => {
  const heads = ['工业强市', '乡村振兴', '生态文明', '民生事业'];
  const starts = ['坚持把', '围绕着', '深入推', '聚焦群'];
  const text = `${INTRODUCTION}${heads.map((head, i) => `（${'一二三四'[i]}）奋力开创${head}新局面${starts[i]}工作做在前面，${BODY}${BODY}`).join('')}`;
  expect(await headings(text)).toEqual(heads.map((head, i) => `1 （${'一二三四'[i]}）奋力开创${head}新局面`));
});
