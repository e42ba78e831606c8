/** What only one side names: its mentions gathered by name, without those the other side names anywhere in its text. */

import type { NamedKind, OnlyNamed } from '../model/comparison.js';
import type { Span } from '../model/span.js';
import { foldForReading } from '../outline/reading.js';
import { type Mention, readNames } from './names.js';
import type { SectionNode } from './section-nodes.js';
import type { Side } from './side.js';

export interface NamedInputs {
  readonly a: Side;
  readonly b: Side;
  readonly nodes: { readonly a: readonly SectionNode[]; readonly b: readonly SectionNode[] };
}

/** Each list: most often named first, then by place in the text. Cost: linear. */
export function onlyNamed({ a, b, nodes }: NamedInputs): {
  readonly a: readonly OnlyNamed[];
  readonly b: readonly OnlyNamed[];
} {
  const [inA, inB] = [readNames(a), readNames(b)];
  return {
    a: only(inA, inB, { own: a, other: b, nodes: nodes.a }),
    b: only(inB, inA, { own: b, other: a, nodes: nodes.b }),
  };
}

/** Shorter than this, what follows a place is no name: 河北|大学. */
const LEAST_NAME = 4;

interface Context {
  readonly own: Side;
  readonly other: Side;
  readonly nodes: readonly SectionNode[];
}

function only(mentions: readonly Mention[], across: readonly Mention[], context: Context): readonly OnlyNamed[] {
  const { own, other, nodes } = context;
  const stemOf = ({ kind, text }: Mention): string => stem(kind, kind === 'place' ? withoutHome(text, own) : text);
  const places = new Set(across.filter(({ kind }) => kind === 'place').map(({ text }) => stem('place', text)));
  const titles = new Set(across.filter(({ kind }) => kind === 'document').map(({ text }) => text));
  const subjects = [own, other].map(({ report }) => foldForReading(report.place?.name ?? ''));
  const groups = new Map<string, { readonly kind: NamedKind; readonly texts: Mention[] }>();
  for (const mention of mentions) {
    const { kind, text } = mention;
    const name = stemOf(mention);
    if (places.has(name) || titles.has(text)) continue;
    if (kind === 'place' && subjects.some((subject) => subject.includes(name))) continue;
    const key = `${kind}\u0000${name}`;
    const group = groups.get(key);
    if (group) group.texts.push(mention);
    else groups.set(key, { kind, texts: [mention] });
  }
  const known = standingIn(
    other,
    [...groups.values()].filter(({ kind }) => kind !== 'document').map(({ texts }) => stemOf(texts[0]!)),
  );
  const found: OnlyNamed[] = [];
  for (const { kind, texts } of groups.values()) {
    const [first] = texts;
    if (first === undefined || known.has(stemOf(first))) continue;
    const section = sectionAt(nodes, first.span.start);
    found.push({
      kind,
      text: first.text,
      spans: texts.map(({ span }) => span),
      ...(section === undefined ? {} : { section }),
    });
  }
  return found.sort((p, q) => q.spans.length - p.spans.length || p.spans[0]!.start - q.spans[0]!.start);
}

/** 雄安新区 of 河北雄安新区: a report may or may not say whose it is. What is left must be a name of its own. */
function withoutHome(text: string, { places }: Side): string {
  const home = places.find((place) => text.startsWith(place) && text.length >= place.length + LEAST_NAME);
  return home === undefined ? text : text.slice(home.length);
}

/** What two ways to write a name have in common: 唐山 and 唐山市, 京雄高速 and 京雄高速公路. */
function stem(kind: NamedKind, text: string): string {
  if (kind === 'place') return text.length > 2 ? text.replace(/(?:自治)?[省市县区州盟]$/, '') : text;
  return text.replace(/(高速)公路$/, '$1').replace(/(核电)站$/, '$1');
}

/** Which of some names stand in a report. Cost: linear in the text, by a table of the first two characters. */
function standingIn({ report: { source, span } }: Side, names: readonly string[]): ReadonlySet<string> {
  const text = foldForReading(source.text.slice(span.start, span.end)).replace(/\s+/g, '');
  const byStart = new Map<string, string[]>();
  const opens = new Uint8Array(0x10000);
  for (const name of names) {
    const start = name.slice(0, 2);
    opens[name.charCodeAt(0)] = 1;
    const same = byStart.get(start);
    if (same) same.push(name);
    else byStart.set(start, [name]);
  }
  const standing = new Set<string>();
  for (let i = 0; i + 2 <= text.length; i++) {
    if (!opens[text.charCodeAt(i)]) continue;
    for (const name of byStart.get(text.slice(i, i + 2)) ?? []) if (text.startsWith(name, i)) standing.add(name);
  }
  return standing;
}

/** The innermost section around a position: parents stand before children. */
function sectionAt(nodes: readonly SectionNode[], position: number): Span | undefined {
  let found: Span | undefined;
  for (const { section } of nodes)
    if (section.span.start <= position && position < section.span.end) found = section.span;
  return found;
}
