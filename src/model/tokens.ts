/**
 * The matching layer: a report as a stream of tokens. Everything that finds reuse reads this and nothing else.
 * A Han character is one token, a Latin word is one token, and what varies by rule (numbers, dates, places, …) is one
 * typed token, so that `增长5.2%` and `增长6.1％` are the same stream. Punctuation leaves the stream; its strength stays
 * beside it as `gap`. Furniture and repaired debris are not in it, so that passages run across page numbers.
 */

/** What a token is. The kinds from `number` on are slots: all tokens of such a kind share one identity. */
export const Kind = {
  han: 0,
  word: 1,
  number: 2,
  date: 3,
  place: 4,
  /** 省 市 区 州 县 where it stands for the issuer's own level: 全市, 市委, 市人民政府. */
  level: 5,
  /** 第十八届, 党的二十大, 第XX次. */
  ordinal: 6,
  person: 7,
  /** A mask whose role is not known. Never the only support of a match. */
  any: 8,
} as const;
export type Kind = (typeof Kind)[keyof typeof Kind];

/** Strength of the break before a token. */
export const Gap = {
  none: 0,
  /** 、 quotation marks, brackets, dashes inside a clause. */
  weak: 1,
  /** ，： */
  clause: 2,
  /** ； */
  semicolon: 3,
  /** 。！？ */
  sentence: 4,
  /** Paragraph, or the edge of a heading. */
  paragraph: 5,
} as const;
export type Gap = (typeof Gap)[keyof typeof Gap];

/** Columns of one length, a row a token, in text order. */
export interface Tokens {
  readonly length: number;
  /** Identity for matching: the folded UTF-16 unit of a Han character (>= 0x2E80), 1..15 for slots, >= 2^31 for words and astral characters. */
  readonly id: Uint32Array;
  readonly kind: Uint8Array;
  readonly gap: Uint8Array;
  /** Half-open range in `source.text`; without the punctuation around it. */
  readonly start: Uint32Array;
  readonly end: Uint32Array;
}
