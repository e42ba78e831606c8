// The contract check: the built package exports what it promises, under both doors, and refuses wrong arguments by type.

import assert from 'node:assert/strict';

const index = await import('../../dist/index.js');
const sketch = await import('../../dist/sketch.js');

for (const name of ['readReports', 'compareReports', 'analyseCorpus', 'flagCopies']) {
  assert.equal(typeof index[name], 'function', `index exports ${name}`);
}
for (const name of ['createSketcher', 'repeats'])
  assert.equal(typeof sketch[name], 'function', `sketch exports ${name}`);

const text = (place, growth) =>
  `${place}政府工作报告\n——2024年1月6日在${place}第九届人民代表大会第二次会议上\n各位代表：\n现在，我代表市人民政府向大会报告工作，请予审议。\n一、过去一年工作回顾\n过去一年，地区生产总值增长${growth}%左右，城镇新增就业8.2万人。我们持续推进${place}的港口建设。\n二、今年工作安排\n坚持稳中求进工作总基调，推动高质量发展。\n`;
const reports = [];
for (const [i, place] of ['南江市', '北岭市', '东湖市'].entries()) {
  const read = await index.readReports(new TextEncoder().encode(text(place, 5 + i)), { path: `${place}.txt` });
  assert.equal(read.length, 1);
  reports.push(read[0]);
}
const within = (span, report) =>
  Number.isInteger(span.start) && span.start <= span.end && span.start >= 0 && span.end <= report.source.text.length;

const comparison = index.compareReports(reports[0], reports[1]);
for (const key of [
  'schemaVersion',
  'a',
  'b',
  'sections',
  'links',
  'specific',
  'values',
  'terms',
  'truncated',
  'diagnostics',
]) {
  assert.ok(key in comparison, `Comparison has ${key}`);
}
for (const link of comparison.links) for (const span of link.a) assert.ok(within(span, reports[0]));

const corpus = await index.analyseCorpus(reports);
for (const key of ['schemaVersion', 'formulas', 'documents', 'copies', 'omitted', 'diagnostics'])
  assert.ok(key in corpus, key);
for (const { report, labels, ratio } of corpus.documents) {
  const read = reports.find(({ id }) => id === report);
  let at = read.span.start;
  for (const { span } of labels) {
    assert.equal(span.start, at, 'labels leave no hole and do not overlap');
    at = span.end;
  }
  assert.equal(at, read.span.end, 'labels reach the end of the report');
  const sum = ratio.formula + ratio.slot + ratio.copied + ratio.specific;
  assert.ok(Math.abs(sum - 1) < 1e-9, `ratios sum to 1, not ${sum}`);
}
const flagged = await index.flagCopies(reports[0], reports.slice(1));
for (const key of ['schemaVersion', 'draft', 'passages', 'leftovers', 'ratio', 'omitted', 'diagnostics'])
  assert.ok(key in flagged, key);

const sketcher = await sketch.createSketcher();
const units = Uint16Array.from('坚持稳中求进工作总基调坚持稳中求进工作总基调', (c) => c.charCodeAt(0));
const offsets = Uint32Array.from([0, 11, 22]);
const signatures = sketcher.signatures(units, offsets);
assert.equal(signatures.length, 256);
assert.equal(sketcher.estimate(signatures, 0, 1), 1);
assert.deepEqual([...sketcher.candidates(signatures, 32, 4)], [0, 1]);
assert.equal(sketch.repeats(units, offsets, 5).length % 3, 0);
console.log('contract: holds');
