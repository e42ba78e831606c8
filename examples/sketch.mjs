// The low-level door: MinHash signatures, candidate pairs by banding, and exact repeats, over plain typed arrays.
import { createSketcher, repeats } from 'taohua/sketch';

const sentences = [
  '全市地区生产总值增长百分之六左右',
  '全市地区生产总值增长百分之六点五左右',
  '新建口袋公园十二处和绿道四十公里',
];
const text = Uint16Array.from(sentences.join(''), (char) => char.charCodeAt(0));
const offsets = Uint32Array.from([0, ...sentences.map((_, i) => sentences.slice(0, i + 1).join('').length)]);

const sketcher = await createSketcher({ k: 3, permutations: 128, kernel: 'js' });
const signatures = sketcher.signatures(text, offsets);
console.log(sketcher.estimate(signatures, 0, 1).toFixed(2), sketcher.estimate(signatures, 0, 2).toFixed(2));
console.log('candidates', [...sketcher.candidates(signatures, 32, 4)]);
const found = repeats(text, offsets, 6);
for (let i = 0; i < found.length; i += 3)
  console.log(`group ${found[i + 2]}:`, String.fromCharCode(...text.slice(found[i], found[i + 1])));
