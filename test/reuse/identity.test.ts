import { expect, test } from 'vitest';
import { unitsOf } from '../../src/outline/units.js';
import { likenessOf } from '../../src/reuse/identity.js';
import { made } from './made.js';

function likeness(draft: string, source: string) {
  const read = (text: string) => ({ text, units: unitsOf(made(text)) });
  const [a, b] = [read(draft), read(source)];
  const whole = ({ units }: typeof a) => ({ from: 0, to: units.tokens.length });
  return likenessOf(a, whole(a), b, whole(b));
}

test('punctuation and line ends are no difference', () => {
  expect(likeness('修水渠，清河道。', '修水渠、\n清河道；')).toEqual({ identity: 1, relation: 'identical' });
});

test('other numbers are a slot, other words an edit', () => {
  expect(likeness('修水渠12.5公里，清河道。', '修水渠9.8公里，清河道。').relation).toBe('slot');
  const edited = likeness('修水渠两处，清河道。', '修水渠三处，清河道。');
  expect(edited.relation).toBe('edited');
  expect(edited.identity).toBeGreaterThan(0.8);
});

test('sentences in another order keep their identity', () => {
  const [x, y, z] = ['渡口改线已经收尾。', '竹器编织请来外地师傅。', '碑刻拓印记入年底总账。'];
  expect(likeness(`${x}${y}${z}`, `${z}${x}${y}`).identity).toBeGreaterThan(0.95);
});

test('what hardly agrees is only suspected', () => {
  expect(likeness('渡口改线已经收尾，茶园更新。', '蜂箱越冬，工钱按日结清，茶园照旧。').relation).toBe('suspected');
});
