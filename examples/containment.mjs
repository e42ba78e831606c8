// Which of these documents does a draft draw on? An index of kept shingle hashes answers without reading them again.
import { buildContainmentIndex } from 'taohua/sketch';

const documents = [
  '坚持稳中求进工作总基调，统筹扩大内需和深化供给侧结构性改革，推动经济实现质的有效提升和量的合理增长。',
  '新建口袋公园十二处、绿道四十公里，改造老旧小区一百零六个，惠及居民三万余户，城市面貌持续改善。',
  '全年新增城镇就业六万人，居民人均可支配收入增长百分之六，社会保障水平稳步提高。',
];
const draft =
  '今年我们坚持稳中求进工作总基调，统筹扩大内需和深化供给侧结构性改革，改造老旧小区八十个，惠及居民两万余户。';

const units = (text) => Uint16Array.from(text, (char) => char.charCodeAt(0));
const offsets = Uint32Array.from([0, ...documents.map((_, i) => documents.slice(0, i + 1).join('').length)]);

// Texts as short as these keep every hash; of whole reports one in 16 is enough, and the default.
const index = buildContainmentIndex({ symbols: units(documents.join('')), offsets }, { k: 3, fraction: 1 });
for (const [i, share] of index.query(units(draft)).entries())
  console.log(`document ${i}: ${(100 * share).toFixed(0)} % of the draft`);
