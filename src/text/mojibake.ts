/**
 * Text that was GBK once and was read one byte off: `。ㄒ唬┰谛掳l` for `（一）在新發`. A byte of a two-byte space was left over, or
 * the first byte of a stop was lost; from there each pair is read astride two characters until an ASCII byte brings the
 * reader back. A repair is applied only when the accident, played again on the repaired text, gives the file's
 * text exactly; where pairs fell into unassigned rows and were dropped, the most fluent reading is only suggested.
 */

import type { Repair } from '../model/report.js';
import type { Span } from '../model/span.js';
import { type Fluency, learnFluency } from './fluency.js';
import { decodeGbk, encodeGbk, gbkUnit, withoutLost } from './gbk.js';
import { isCommonHan, plausibility } from './plausible.js';

/** Bopomofo and box drawing between Han: what (一) to (十) and enumerating marks become one byte off. */
const SIGN = /[\u3105-\u3129\u2504-\u254b]/;
/** A run that may be read one byte off, and the ASCII character whose byte ended it. */
const RUN =
  /(?:[。？?][\u00e0-\u01fa]?)?[\u3105-\u3129\u2500-\u254b\u3400-\u9fff\u00a4-\u00f7\u2010-\u2312\u3000\u3003-\u303f\uff01-\uffe5\u0370-\u045f]{2,40}[@-~]?/g;
/** `?偛拷(`: a stop that lost its first byte opens the run; a note of another character closes it. */
const LOST_STOP = /[?？][\u3400-\u9fff]{1,6}(?=[(（][a-zü\u00e0-\u01dc]{1,6}[)）])/g;
/** `入?yún)^(`: a pinyin note that was put between the two bytes of a character. */
const SPLIT_NOTE = /([\u3400-\u9fff])([?？][a-zü\u00e0-\u01dc]{1,6}[)）]([@-~]))[(（]([a-zü\u00e0-\u01dc]{1,6})[)）]/g;
/** Notes of the text: which characters stand before which reading. */
const NOTE = /([\u3400-\u9fff])[(（]([a-zü\u00e0-\u01dc]{1,6})[)）]/g;

/** Points a character by which a repaired reading must be better than the damaged one. */
const BETTER = 0.8;

/** Repairs and suggestions inside `span`. Cost: one search on clean text. */
export function findShifts(text: string, span: Span): Repair[] {
  const part = text.slice(span.start, span.end);
  const repairs: Repair[] = [];
  const narrow = !/[\uff01-\uff5e]/.test(part);
  if (SIGN.test(part)) repairs.push(...extraByte(part, narrow));
  if (/[?？][\u3400-\u9fffa-zü]/.test(part) && NOTE.test(part)) {
    NOTE.lastIndex = 0;
    const notes = readNotes(part);
    repairs.push(...lostByte(part, notes), ...splitNotes(part, notes));
  }
  return repairs.map((repair) => ({
    ...repair,
    span: { start: repair.span.start + span.start, end: repair.span.end + span.start },
  }));
}

function* extraByte(part: string, narrow: boolean): Generator<Repair> {
  const fluency = learnFluency(narrow ? widen(part) : part);
  let guesses = 0;
  for (const match of part.matchAll(RUN)) {
    const from = match[0].search(SIGN);
    if (from < 0) continue;
    // The shift begins at the first sign, or at the stop and the vowel before it: `。ㄒ` is `（一`, `。ǘ┐` is `（二）`.
    let start = match.index + from;
    if (/[\u00e0-\u01fa]/.test(part[start - 1] ?? '')) start--;
    if ('。？?'.includes(part[start - 1] ?? '\n')) start--;
    const observed = part.slice(start, match.index + match[0].length);
    const bytes = encodeGbk(widen(observed));
    if (!bytes) continue;
    const exact = exactReading(observed, bytes, fluency);
    if (exact) yield repaired(start, observed, narrow ? narrowed(exact) : exact, 'one byte too many before it');
    else {
      const guess = guesses++ < MAX_GUESSES ? fluentReading(observed, fluency) : undefined;
      if (guess) yield suggested(start, observed, narrow ? narrowed(guess) : guess);
    }
  }
}

/** The reading that starts one byte later, when playing the accident again gives `observed` and it reads far better. */
function exactReading(observed: string, bytes: Uint8Array, fluency: Fluency): string | undefined {
  if (bytes.length % 2 === 0) return undefined;
  const reading = decodeGbk(bytes.subarray(1));
  const again = encodeGbk(reading);
  if (!again) return undefined;
  const replayed = new Uint8Array(again.length + 1);
  replayed[0] = bytes[0] ?? 0;
  replayed.set(again, 1);
  if (withoutLost(decodeGbk(replayed)) !== widen(observed)) return undefined;
  return plausibility(reading) > plausibility(observed) + BETTER && isFluent(reading, fluency) ? reading : undefined;
}

/** Replaying also succeeds where pairs are missing; then the characters beside the hole do not fit each other. */
function isFluent(reading: string, fluency: Fluency): boolean {
  if (/^[^（]*）/.test(reading)) return false;
  let known = 0;
  let pairs = 0;
  for (let i = 0; i + 1 < reading.length; i++) {
    if (!isCommonHan(reading.charCodeAt(i)) || !isCommonHan(reading.charCodeAt(i + 1))) continue;
    pairs++;
    if (fluency.known(reading.charCodeAt(i), reading.charCodeAt(i + 1))) known++;
  }
  return 2 * known >= pairs;
}

interface Path {
  readonly score: number;
  readonly text: string;
}
/** The best path to each last character. */
type Beam = ReadonlyMap<number, Path>;

function extend(from: Beam, chars: readonly string[], cost: number, to: Map<number, Path>, fluency: Fluency): void {
  for (const char of chars) {
    if (char === '') continue;
    const unit = char.charCodeAt(0);
    let best: Path | undefined;
    let bestScore = to.get(unit)?.score ?? Number.NEGATIVE_INFINITY;
    for (const [previous, path] of from) {
      const score = path.score + cost + fluency.score(previous, unit);
      if (score > bestScore) {
        bestScore = score;
        best = path;
      }
    }
    if (best) to.set(unit, { score: bestScore, text: best.text + char });
  }
}

/**
 * The most fluent reading where pairs may have been dropped anywhere: Viterbi over the characters that the bytes allow.
 * A dropped pair took the second byte of one character and the first of the next; only some leads fall into the
 * unassigned and user-defined rows, so the first of the two has few readings.
 */
function fluentReading(observed: string, fluency: Fluency): string | undefined {
  const pairs: Uint8Array[] = [];
  for (const char of widen(observed)) pairs.push(encodeGbk(char) ?? new Uint8Array(0));
  let states: Beam = new Map([[0x0a, { score: 0, text: '' }]]);
  for (let i = 0; i + 1 < pairs.length; i++) {
    const lead = pairs[i]?.at(-1) ?? 0;
    const trail = pairs[i + 1]?.[0] ?? 0;
    const next = new Map<number, Path>();
    // Nothing was dropped between the two pairs, or one pair was: then there are two characters.
    extend(states, [charOf(lead, trail)], 0, next, fluency);
    const firsts = new Map<number, Path>();
    const lostTrails = LOST_LEADS.map((lost) => charOf(lead, lost));
    extend(states, lostTrails, DROPPED, firsts, fluency);
    extend(firsts, secondsOf(trail), 0, next, fluency);
    states = new Map([...next].sort((a, b) => b[1].score - a[1].score).slice(0, BEAM));
    if (states.size === 0) return undefined;
  }
  return [...states.values()][0]?.text;
}

/** Log of how likely a pair is to have been dropped: 1,900 of 24,000 codes. */
const DROPPED = Math.log(0.08);
const BEAM = 60;
/** Suggestions a text: more damage than this is past guessing, and guessing is what costs here. */
const MAX_GUESSES = 24;
/** Leads of rows without characters. */
const LOST_LEADS = [0xaa, 0xab, 0xac, 0xad, 0xae, 0xaf, 0xf8, 0xf9, 0xfa, 0xfb, 0xfc, 0xfd, 0xfe, 0xa8, 0xa9];

function charOf(lead: number, trail: number): string {
  const unit = gbkUnit(lead, trail);
  return unit >= 0x3000 ? String.fromCharCode(unit) : '';
}

/** Characters with this second byte whose first byte could end a dropped pair. */
function secondsOf(trail: number): string[] {
  const found: string[] = [];
  for (let lead = 0xa1; lead <= 0xfe; lead++) {
    const char = charOf(lead, trail);
    if (char !== '') found.push(char);
  }
  return found;
}

/** A run that opens with a stop whose first byte was lost; its last character is known by its lead byte and its note. */
function* lostByte(part: string, notes: Notes): Generator<Repair> {
  for (const match of part.matchAll(LOST_STOP)) {
    const observed = match[0];
    const bytes = encodeGbk(widen(observed));
    const reading = /[(（]([^)）]*)/.exec(part.slice(match.index + observed.length))?.[1] ?? '';
    if (!bytes) continue;
    const whole = decodeGbk(Uint8Array.of(0xa1, ...bytes.subarray(0, bytes.length - 1)));
    const lead = bytes.at(-1) ?? 0;
    for (const last of notes.get(reading) ?? []) {
      if (encodeGbk(last)?.[0] !== lead) continue;
      const candidate = whole + last;
      const replayed = withoutLost(decodeGbk(Uint8Array.of(...(encodeGbk(candidate)?.subarray(1) ?? []), 0x28)));
      if (replayed === `${widen(observed)}(` && plausibility(candidate) > plausibility(observed) + BETTER) {
        yield repaired(
          match.index,
          observed,
          candidate,
          `the first byte of the stop is missing; (${reading}) stands behind ${last} elsewhere`,
        );
        break;
      }
    }
  }
}

/** A note between the two bytes of a character: the lead byte is lost, the trail byte and the reading tell it. */
function* splitNotes(part: string, notes: Notes): Generator<Repair> {
  for (const match of part.matchAll(SPLIT_NOTE)) {
    const [, before = '', damaged = '', trail = '', reading = ''] = match;
    for (const char of notes.get(reading) ?? []) {
      const code = encodeGbk(char);
      const astride = Uint8Array.of(encodeGbk(before)?.[1] ?? 0, code?.[0] ?? 0);
      // The annotator read the pair astride as a character of its own, and put its note behind that.
      if (code?.[1] !== trail.charCodeAt(0) || !/^[\u3400-\u9fff]$/.test(decodeGbk(astride))) continue;
      yield repaired(
        match.index + before.length,
        damaged,
        char,
        `a note stands between the bytes of ${char}: with ${before} they also read ${decodeGbk(astride)}`,
      );
      break;
    }
  }
}

type Notes = ReadonlyMap<string, ReadonlySet<string>>;

function readNotes(part: string): Notes {
  const notes = new Map<string, Set<string>>();
  for (const [, char = '', reading = ''] of part.matchAll(NOTE)) {
    const same = notes.get(reading);
    if (same) same.add(char);
    else notes.set(reading, new Set([char]));
  }
  return notes;
}

function repaired(start: number, observed: string, replacement: string, why: string): Repair {
  return {
    span: { start, end: start + observed.length },
    replacement,
    rule: 'half-byte-shift',
    confidence: 1,
    evidence: `GBK read one byte off: ${why}; the same accident on "${replacement}" gives the text of the file`,
    applied: true,
  };
}

function suggested(start: number, observed: string, replacement: string): Repair {
  return {
    span: { start, end: start + observed.length },
    replacement,
    rule: 'half-byte-shift',
    confidence: 0.5,
    evidence:
      'GBK read one byte off, and some pairs were lost on the way: the most fluent reading that gives the text of the file, not the only one',
    applied: false,
  };
}

/** Widths were folded after the accident: a `?` among the damage was a full-width one when the bytes were read. */
function widen(text: string): string {
  return text.replace(/[!-/:-?]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
}

function narrowed(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
}
