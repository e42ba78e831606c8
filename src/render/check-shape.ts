/** Whether saved findings have the shape the renderers rely on; the first thing that is wrong is named with its place. */

import { TaohuaError } from '../model/errors.js';

/** A set = one of these strings; a list = any number of this, with `null` as its second member also gaps; `?` = may be absent. */
export type Shape = 'string' | 'number' | 'boolean' | ReadonlySet<string> | readonly [Shape, null?] | ShapeOf;
export interface ShapeOf {
  readonly [key: string]: Shape;
}

/** Returns the value, for the caller to take as what the shape describes. */
export function checkShape(value: unknown, shape: Shape, where = 'findings'): unknown {
  if (typeof shape === 'string') {
    const right = shape === 'number' ? Number.isFinite(value) : typeof value === shape;
    if (!right) refuse(where, `a ${shape}`, value);
  } else if (shape instanceof Set) {
    if (!shape.has(String(value))) refuse(where, `one of ${[...shape].join(', ')}`, value);
  } else if (isList(shape)) {
    if (!Array.isArray(value)) refuse(where, 'a list', value);
    else {
      for (const [i, item] of value.entries()) {
        if (item !== null || shape[1] !== null) checkShape(item, shape[0], `${where}[${i}]`);
      }
    }
  } else {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(where, 'an object', value);
    const record = value as Readonly<Record<string, unknown>>;
    for (const [key, inner] of Object.entries(shape as ShapeOf)) {
      const optional = key.endsWith('?');
      const name = optional ? key.slice(0, -1) : key;
      if (!(optional && record[name] === undefined)) checkShape(record[name], inner, `${where}.${name}`);
    }
  }
  return value;
}

function isList(shape: Shape): shape is readonly [Shape, null?] {
  return Array.isArray(shape);
}

function refuse(where: string, expected: string, value: unknown): never {
  const seen = Array.isArray(value)
    ? 'a list'
    : value === null
      ? 'null'
      : typeof value === 'object'
        ? 'an object'
        : `${typeof value} ${String(value).slice(0, 40)}`;
  throw new TaohuaError(
    'bad-findings',
    `These are no findings of the json reporter: ${where} should be ${expected}, is ${seen}.`,
  );
}
