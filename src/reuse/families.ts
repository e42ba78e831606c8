/**
 * From a corpus to families of formulas: seeds, templates, every occurrence, a better wording, every occurrence again,
 * and then only what says something of its own: a family whose occurrences wider families cover is a piece or a variant.
 */

import { type Binding, bindingOf } from './binding.js';
import { type Columns, isEnclosed, weightBetween } from './columns.js';
import { consensusOf } from './consensus.js';
import { standingIn } from './focus.js';
import { type Family, issuersWith, matchTemplates } from './match.js';
import type { Range } from './range.js';
import { chooseSeeds } from './seeds.js';
import { extended, type Template, templateOf } from './template.js';

export interface MiningOptions {
  /** Issuers a formula needs. */
  readonly minIssuers: number;
  /** Issuers of the corpus. */
  readonly issuers: number;
  /** Templates known beforehand, matched like the others. */
  readonly banked?: readonly Template[];
  /** Only wordings that may stand in these tokens are asked for; their issuers are counted everywhere. */
  readonly within?: Range;
}

/**
 * Issuers of a seed: one less than the least formula, since rewordings are found later; where a formula needs many, this
 * share of them, for what so few say word for word no rewording makes a formula of.
 */
const SEED_ISSUERS = 2;
const SEED_SHARE = 1 / 8;
/** Literals of a template that is worth matching. */
const LEAST_LITERALS = 8;
/** Literals of a formula; shorter ones must stand between punctuation in half of their occurrences. */
const FREE_LITERALS = 10;
const ENCLOSED = 0.5;
/** Or be so widespread that chance is out of the question: issuers, and their share of all. */
const WIDE_ISSUERS = 8;
const WIDE = 0.1;
/** A family needs this share of its issuers (and the threshold) with an occurrence that is its own. */
const FRESH = 0.15;
const FRESH_LITERALS = 5;
const FRESH_SHARE = 0.5;
/** A family that shares so many occurrences with another of about its length (share of the longer) is a variant of it. */
const VARIANT = 0.6;
const VARIANT_LENGTH = 0.7;

/** Mines the formulas of a corpus, widest and longest first. */
export function mineFamilies(columns: Columns, options: MiningOptions): Family[] {
  const seedIssuers = Math.max(SEED_ISSUERS, Math.floor(SEED_SHARE * options.minIssuers));
  const { within } = options;
  const seeds = chooseSeeds(columns, seedIssuers);
  const templates: Template[] = [];
  for (const { positions, length } of seeds) {
    const { from, to } = extended(columns, positions, length);
    const template = templateOf(columns, from, to);
    if (template.literals >= LEAST_LITERALS) templates.push(template);
  }
  const known = [...(options.banked ?? []), ...templates];
  const asked = distinct(within ? standingIn(columns, known, within) : known);
  const first = resolve(columns, matchTemplates(columns, asked, options.minIssuers, within), options);
  const binding = bindingOf(columns);
  return improved(columns, binding, first, options).filter((family) => isFormula(columns, family, options));
}

/** Families under better wordings; only those whose wording changed are matched again. */
function improved(columns: Columns, binding: Binding, families: readonly Family[], options: MiningOptions): Family[] {
  const better = families.map((family) =>
    family.template.banked === undefined ? consensusOf(columns, binding, family) : family.template,
  );
  const settled = families.filter((family, i) => better[i] === family.template);
  const known = new Set(settled.map(({ template }) => keyOf(template)));
  const changed = distinct(
    better.filter((template, i) => template !== families[i]!.template && !known.has(keyOf(template))),
  );
  if (changed.length === 0) return [...families];
  return resolve(columns, [...settled, ...matchTemplates(columns, changed, options.minIssuers)], options);
}

function isFormula(columns: Columns, family: Family, options: MiningOptions): boolean {
  if (issuersWith(family) < options.minIssuers) return false;
  const { literals } = family.template;
  if (literals >= FREE_LITERALS) return true;
  if (literals < LEAST_LITERALS) return false;
  if (family.issuers >= WIDE_ISSUERS && family.issuers >= WIDE * options.issuers) return true;
  const enclosed = family.fits.filter((fit) => isEnclosed(columns, fit.from, fit.to)).length;
  return enclosed >= ENCLOSED * family.fits.length;
}

function keyOf({ symbol }: Template): string {
  return symbol.join(' ');
}

/** Each wording once; the order is that of the first. */
function distinct(templates: readonly Template[]): Template[] {
  const known = new Map<string, Template>();
  for (const template of templates) {
    const key = keyOf(template);
    if (!known.has(key)) known.set(key, template);
  }
  return [...known.values()];
}

/** Families that say something of their own, by issuers × literals; the others are pieces or variants of these. */
function resolve(columns: Columns, families: readonly Family[], options: MiningOptions): Family[] {
  const { minIssuers } = options;
  const score = ({ template, issuers }: Family): number => issuers * (template.literals - 3);
  const order = families
    .filter((family) => issuersWith(family) >= minIssuers)
    .sort((a, b) => score(b) - score(a) || b.template.literals - a.template.literals || firstOf(a) - firstOf(b));
  // 1 + index in `kept` of the family that covers each token; of several the first.
  const owner = new (order.length < 0xffff ? Uint16Array : Uint32Array)(columns.issuer.length + 1);
  const kept: Family[] = [];
  for (const family of order) {
    const shared = new Map<number, number>();
    const fresh = freshIssuers(columns, owner, family, shared);
    const needed = family.template.banked === undefined ? Math.max(minIssuers, FRESH * family.issuers) : 1;
    if (fresh < needed || isVariant(family, kept, shared)) continue;
    kept.push(family);
    // What is no formula as it stands may become one by a better wording, but must not take its occurrences from others.
    if (isFormula(columns, family, options)) coverAll(owner, family, kept.length);
  }
  return kept;
}

/** Issuers with an occurrence that is the family's own; in `shared` how many of the others each kept family covers. */
function freshIssuers(columns: Columns, owner: Owner, { fits }: Family, shared: Map<number, number>): number {
  const { issuer } = columns;
  let fresh = 0;
  let last = -1;
  for (let f = 0; f < fits.length; f++) {
    const { from, to } = fits[f]!;
    const own = uncovered(columns, owner, from, to);
    const whole = weightBetween(columns, from, to);
    const middle = owner[(from + to) >> 1]!;
    if (middle > 0 && own < FRESH_SHARE * whole) shared.set(middle, (shared.get(middle) ?? 0) + 1);
    if (issuer[from] === last || own < FRESH_LITERALS) continue;
    if (own < LEAST_LITERALS && own < FRESH_SHARE * whole) continue;
    fresh++;
    last = issuer[from]!;
  }
  return fresh;
}

/** 1 + the place among the kept families of the one that covers each token. */
type Owner = Uint16Array | Uint32Array;

/** Weight of the literals that no family covers yet. */
function uncovered(columns: Columns, owner: Owner, from: number, to: number): number {
  const { literals } = columns;
  let sum = 0;
  for (let i = from; i < to; i++) if (owner[i] === 0) sum += (literals[i + 1]! - literals[i]!) & 0xffff;
  return sum;
}

/** What no other family covers of the occurrences is covered by this one. */
function coverAll(owner: Owner, { fits }: Family, by: number): void {
  for (let f = 0; f < fits.length; f++) {
    const { from, to } = fits[f]!;
    for (let i = from; i < to; i++) if (owner[i] === 0) owner[i] = by;
  }
}

/** Whether most occurrences of a family are also those of one kept family of about its length: the same, worded otherwise. */
function isVariant(family: Family, kept: readonly Family[], shared: ReadonlyMap<number, number>): boolean {
  for (const [k, count] of shared) {
    if (count < VARIANT * family.fits.length) continue;
    const [a, b] = [family.template.literals, kept[k - 1]!.template.literals];
    if (Math.min(a, b) >= VARIANT_LENGTH * Math.max(a, b)) return true;
  }
  return false;
}

function firstOf({ fits }: Family): number {
  return fits[0]?.from ?? 0;
}
