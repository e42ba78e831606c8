// Writes docs/api.md from the declarations the compiler emits, read by API Extractor: every public name of both doors, what
// its comment says, and its shape. Run after a change of the public types; test/api-docs.test.ts fails when it was forgotten.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';

const root = fileURLToPath(new URL('..', import.meta.url));
const DOORS = [
  { name: 'taohua', entry: 'index' },
  { name: 'taohua/sketch', entry: 'sketch' },
  { name: 'taohua/sketch/pool', entry: 'sketch-pool' },
];
/** What `flagCopies` asks of an `Index`: its own business, so nobody has to name it. */
const OPAQUE = new Set(['ReportIndex']);
const KINDS = [
  ['Functions', ['Function']],
  ['Values', ['Class', 'Variable']],
  ['Types', ['Interface', 'TypeAlias']],
];

/**
 * The text of docs/api.md, and what is wrong with the doors: types that a public name needs and that no door exports.
 * `declarations` is a folder of emitted .d.ts files inside the project.
 */
export function apiDocs(declarations) {
  const faults = [];
  const doors = DOORS.map(({ name, entry }) => ({
    name,
    members: publicNames(join(declarations, `${entry}.d.ts`), faults),
  }));
  const known = new Set(doors.flatMap(({ members }) => members.map((member) => member.name)));
  const lines = [
    '# The library',
    '',
    'Made by `npm run docs:api` from the comments in the sources. Examples that run: [examples/](../examples).',
    '',
  ];
  for (const { name, members } of doors) {
    lines.push(`## \`${name}\``, '', commentOf(members.summary), '');
    for (const [title, kinds] of KINDS) {
      const some = members.filter(({ kind }) => kinds.includes(kind));
      if (some.length > 0)
        lines.push(`### ${title} of ${name}`, '', ...some.flatMap((member) => described(member, known)));
    }
  }
  return {
    text: `${lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trimEnd()}\n`,
    faults,
  };
}

function publicNames(entry, faults) {
  const folder = mkdtempSync(join(tmpdir(), 'taohua-api-'));
  try {
    const apiJsonFilePath = join(folder, 'api.json');
    const config = ExtractorConfig.prepare({
      packageJsonFullPath: join(root, 'package.json'),
      packageJson: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')),
      configObjectFullPath: undefined,
      configObject: {
        projectFolder: root,
        mainEntryPointFilePath: entry,
        // Without the names of a browser: they hold a Report of their own.
        compiler: {
          overrideTsconfig: {
            compilerOptions: {
              target: 'es2022',
              module: 'nodenext',
              lib: ['es2023'],
              types: ['node'],
              skipLibCheck: true,
              strict: true,
            },
            files: [entry],
          },
        },
        apiReport: { enabled: false },
        docModel: { enabled: true, apiJsonFilePath },
        dtsRollup: { enabled: false },
        tsdocMetadata: { enabled: false },
      },
    });
    Extractor.invoke(config, {
      localBuild: true,
      messageCallback: (message) => {
        message.handled = true;
        const forgotten = message.messageId === 'ae-forgotten-export' && /"([^"]+)"/.exec(message.text)?.[1];
        if ((forgotten && !OPAQUE.has(forgotten)) || message.category === 'Compiler') faults.push(message.text);
      },
    });
    const members = JSON.parse(readFileSync(apiJsonFilePath, 'utf8')).members[0].members;
    return Object.assign(members, { summary: /^\/\*\*[\s\S]*?\*\//.exec(readFileSync(entry, 'utf8'))?.[0] ?? '' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function described(member, known) {
  const tokens = [member, ...(member.members ?? [])].flatMap(({ excerptTokens }) => excerptTokens);
  const uses = [...new Set(tokens.filter(({ kind }) => kind === 'Reference').map(({ text }) => text))]
    .filter((name) => known.has(name) && name !== member.name)
    .sort();
  return [
    `#### ${member.name}`,
    '',
    commentOf(member.docComment),
    '',
    '```ts',
    ...shapeOf(member),
    '```',
    '',
    ...(uses.length === 0 ? [] : [`→ ${uses.map((name) => `[${name}](#${name.toLowerCase()})`).join(' · ')}`, '']),
  ];
}

function shapeOf({ kind, excerptTokens, members }) {
  const head = excerptOf(excerptTokens);
  if (kind !== 'Interface' && kind !== 'Class') return head.split('\n');
  const inner = members.flatMap(({ docComment, excerptTokens: tokens }) => {
    const comment = commentOf(docComment);
    const lines =
      comment === ''
        ? []
        : comment.includes('\n')
          ? ['/**', ...comment.split('\n').map((line) => ` * ${line}`), ' */']
          : [`/** ${comment} */`];
    return [...lines, ...excerptOf(tokens).split('\n')].map((line) => `  ${line}`);
  });
  return [`${head} {`, ...inner, '}'];
}

/** As declared, without what every line would repeat. */
function excerptOf(tokens) {
  return tokens
    .map(({ text }) => text)
    .join('')
    .replace(/^export (?:declare )?/, '')
    .replaceAll('    ', '  ')
    .trim();
}

function commentOf(raw = '') {
  return raw
    .replace(/^\s*\/\*\*|\*\/\s*$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd())
    .join('\n')
    .trim();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { text, faults } = apiDocs(join(root, process.argv[2] ?? 'dist'));
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
  writeFileSync(join(root, 'docs/api.md'), text);
}
