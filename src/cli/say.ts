/** What the commands say to people on stderr, in both languages. Results have their words in the room render. */

import type { Diagnostic } from '../model/diagnostic.js';
import type { Lang } from '../render/options.js';
import { wordsOf } from '../render/words.js';
import type { Added, IndexInfo } from '../store/open.js';

export interface Say {
  readonly warning: string;
  readonly error: string;
  readonly note: string;
  noSuchFile(path: string): string;
  badName(path: string): string;
  noPermission(path: string): string;
  emptyArchive(path: string): string;
  unknownEncoding(label: string): string;
  cannotRead(path: string, reason: string): string;
  onlyForTwo(flag: string): string;
  notDocument(path: string): string;
  specialFile(path: string): string;
  notRegular(path: string): string;
  moreSkipped(count: number): string;
  tooLarge(path: string, megabytes: number): string;
  /** What a diagnostic means, before its details. */
  diagnostic(found: Diagnostic): string;
  linkLoop(path: string): string;
  ignored(count: number): string;
  emptyFolder(path: string): string;
  nothingToRead(): string;
  noSuchReport(path: string, words: string, has: readonly string[]): string;
  severalReports(path: string, words: string, has: readonly string[]): string;
  needsOne(path: string, has: readonly string[]): string;
  needsTwo(count: number): string;
  needsAgainst(): string;
  needsOffset(path: string): string;
  /** A complaint of the option parser, known by its code; the original where the code says nothing. */
  usage(code: string, message: string): string;
  sameReport(): string;
  otherScript(path: string): string;
  unreadable(count: number): string;
  nothingDone(count: number): string;
  wrote(path: string): string;
  cannotWrite(path: string, reason: string): string;
  /** What the system refused, and what to do about it. */
  trouble(error: { readonly code?: string | undefined; readonly message: string }): string;
  folderNeeded(path: string): string;
  badShare(flag: string, value: string): string;
  badNumber(flag: string, value: string, range: string): string;
  badChoice(flag: string, value: string, choices: readonly string[], nearest: string | undefined): string;
  unknownKey(file: string, key: string, nearest: string | undefined): string;
  badConfig(file: string, reason: string): string;
  endlessConfig(seconds: number): string;
  notObject(): string;
  noTypeScript(): string;
  gateFailed(what: string, value: string, limit: string): string;
  newPassages(count: number): string;
  baselineWritten(path: string, count: number): string;
  baselineDamaged(path: string, reason: string): string;
  indexAdded(sum: Added): string;
  indexRemoved(count: number): string;
  indexUnknown(count: number): string;
  indexMended(what: string): string;
  indexBehind(what: string, path: string): string;
  indexInfo(info: IndexInfo): string;
  indexSound(reports: number): string;
  indexUnsound(): string;
  interrupted(): string;
  fault(message: string): string;
  tryHelp(command: string): string;
  stage(name: string): string;
  timeLeft(seconds: number): string;
}

const ZH: Say = {
  warning: '警告',
  error: '错误',
  note: '提示',
  noSuchFile: (path) => `找不到文件 ${path}。请检查路径是否正确。`,
  badName: (path) => `${path} 的文件名不是有效的 UTF-8，无法打开。请先改名再试。`,
  emptyArchive: (path) => `压缩包 ${path} 里没有可读取的文档（txt、html、md、docx、doc、pdf）。`,
  unknownEncoding: (label) => `--encoding 不认识编码“${label}”。常用的有 utf-8、gb18030、big5、utf-16le。`,
  noPermission: (path) => `没有权限读取 ${path}。请修改文件权限后再试。`,
  cannotRead: (path, reason) => `无法读取 ${path}：${reason}`,
  onlyForTwo: (flag) => `${flag} 只用于比较两份报告；三份及以上给出的是总表。`,
  notDocument: (path) =>
    `跳过 ${path}：不是可读取的文档类型（txt、html、md、docx、doc、pdf、zip）。要强制读取，请直接写出该文件的路径。`,
  specialFile: (path) => `跳过 ${path}：不是普通文件。管道的内容请用 - 从标准输入读取。`,
  moreSkipped: (count) => `另有 ${count} 个文件因同样的原因跳过，不再列出。`,
  notRegular: (path) => `${path} 不是普通文件，没有读取。请先存成文件，或用 - 从标准输入读取。`,
  tooLarge: (path, megabytes) => `${path} 超过 ${megabytes} MB，没有读取。请拆成较小的文件再试。`,
  diagnostic: (found) => wordsOf('zh-CN').sentence.diagnostic(found),
  linkLoop: (path) => `跳过 ${path}：符号链接指回上级文件夹。`,
  ignored: (count) => `按 .taohuaignore 跳过 ${count} 个文件。`,
  emptyFolder: (path) => `文件夹 ${path} 里没有可读取的文档（txt、html、md、docx、doc、pdf、zip）。`,
  nothingToRead: () => '没有读到任何报告。请给出包含报告的文件或文件夹。',
  noSuchReport: (path, words, has) => `${path} 里没有与“${words}”相符的报告。该文件有：${listed(has, '、')}。`,
  severalReports: (path, words, has) =>
    `${path} 里与“${words}”相符的报告不止一份：${listed(has, '、')}。请写得更具体，或用序号，如 ${path}#1。`,
  needsOne: (path, has) => `${path} 含有多份报告，请指明是哪一份，如 ${path}#1：${listed(has, '、')}。`,
  needsTwo: (count) => `比较至少需要两份报告，只读到 ${count} 份。`,
  needsAgainst: () => '请用 --against 指明与哪些报告比对，例如 taohua flag 草稿.docx --against 历年报告/',
  needsOffset: (path) =>
    `label 要知道看哪个字：请写 ${path}:位置，位置是该字在原文中的序号（从 0 起），如 ${path}:1204。`,
  usage: (code, message) => {
    const heading = USAGE_ZH[code];
    const quoted = (/(?:value|argument) '([^']*)' is invalid/.exec(message) ?? /'([^']*)'/.exec(message))?.[1];
    if (heading === undefined) return message;
    const choices = /Allowed choices are (.*)\.$/.exec(message)?.[1];
    const meant = /Did you mean (.*)\?\)/.exec(message)?.[1];
    return `${heading}${quoted === undefined ? '' : `“${quoted}”`}。${choices === undefined ? '' : `可选：${choices}。`}${meant === undefined ? '' : `是不是想写 ${meant}？`}`;
  },
  otherScript: (path) =>
    `${path} 不是中文，另一份是：两边不会有相同的字句。请检查文件是否正确，或用 --encoding 指明编码。`,
  sameReport: () => '两边是同一份报告：结果必然完全相同。',
  unreadable: (count) => `有 ${count} 个输入无法读取，其余已处理（退出码 3；加 --allow-partial 则为 0）。`,
  nothingDone: (count) => `有 ${count} 个输入无法读取，因此什么也没有做（退出码 3；加 --allow-partial 则为 0）。`,
  wrote: (path) => `已写入 ${path}`,
  cannotWrite: (path, reason) => `无法写入 ${path}：${reason}`,
  trouble: ({ code, message }) => TROUBLE_ZH[code ?? ''] ?? message,
  folderNeeded: (path) => `同时输出多种格式时，--output 必须是文件夹，而 ${path} 是文件。`,
  badShare: (flag, value) => `${flag} 应写成 0 到 1 的小数或百分数，如 0.2 或 20%，得到的是“${value}”。`,
  badNumber: (flag, value, range) => `${flag} 应为 ${range} 的整数，得到的是“${value}”。`,
  badChoice: (flag, value, choices, nearest) =>
    `${flag} 不认识“${value}”${nearest ? `，是不是想写“${nearest}”？` : '。'}可选：${choices.join('、')}。`,
  unknownKey: (file, key, nearest) =>
    `${file} 里有不认识的设置“${key}”${nearest ? `，是不是想写“${nearest}”？` : '。'}`,
  badConfig: (file, reason) => `配置文件 ${file} 无法使用：${reason}`,
  endlessConfig: (seconds) => `等了 ${seconds} 秒还没有加载完。请检查其中的 await。`,
  notObject: () => '应导出（或写成）一个对象，如 { "lang": "zh-CN" }。',
  noTypeScript: () => '这个版本的 Node 不能直接读 .ts。请改写成 taohua.config.mjs 或 taohua.config.json。',
  gateFailed: (what, value, limit) => `未通过：${what} ${value}，超过上限 ${limit}。`,
  newPassages: (count) => `未通过：有 ${count} 处基线中没有的重复。`,
  baselineWritten: (path, count) => `基线 ${path} 已更新，共 ${count} 处。`,
  baselineDamaged: (path, reason) => `基线文件 ${path} 无法使用：${reason}。请用 --update-baseline 重新生成。`,
  indexAdded: ({ added, replaced, unchanged }) =>
    `索引：新增 ${added} 个文件，更新 ${replaced} 个，${unchanged} 个没有变化。`,
  indexRemoved: (count) => `已从索引删除 ${count} 个文件。`,
  indexUnknown: (count) => `有 ${count} 个路径不在索引里。请按加入时的写法给出路径。`,
  indexMended: (what) => `索引的查找段已按底账修复：${what}`,
  indexBehind: (what, path) =>
    `索引的查找段只在内存里修复（${what}）；请运行 taohua index build ${path} 文件… 写回，以后才会快。`,
  indexInfo: ({ format, sources, reports, issuers, tokens, textBytes, segments, segmentBytes }) =>
    `格式 ${format}\n文件 ${sources}\n报告 ${reports}\n发文单位 ${issuers}\n词元 ${tokens}\n文本 ${megabytes(textBytes)} MB\n查找段 ${segments}，${megabytes(segmentBytes)} MB\n`,
  indexSound: (reports) => `索引完好：${reports} 份报告。\n`,
  indexUnsound: () => '索引有损坏：请从备份恢复，或用 taohua index build 重建。\n',
  interrupted: () => '已中断，没有写出不完整的文件。',
  fault: (message) =>
    `程序出错：${message}。这是 taohua 的缺陷，请附上命令和输入报告给我们；设 TAOHUA_DEBUG=1 可看到细节。`,
  tryHelp: (command) => `用法见 ${command} --help`,
  stage: (name) => STAGES_ZH[name] ?? name,
  timeLeft: (seconds) => `约剩 ${seconds} 秒`,
};

/** Codes of the system. */
const TROUBLE_ZH: Readonly<Record<string, string>> = {
  EACCES: '没有权限。请换一个文件夹，或修改权限。',
  EPERM: '没有权限。请换一个文件夹，或修改权限。',
  EROFS: '所在磁盘只读。请换一个文件夹。',
  ENOSPC: '磁盘已满。请腾出空间，或换一个文件夹。',
  EDQUOT: '磁盘配额已用完。请腾出空间，或换一个文件夹。',
  EFBIG: '文件超过系统允许的大小。',
  EISDIR: '那是一个文件夹。请给出文件名。',
  ENOTDIR: '路径中有一级是文件，不是文件夹。',
  ENOENT: '所在文件夹不存在，也无法新建。',
  ENAMETOOLONG: '文件名太长。',
  EMFILE: '打开的文件太多。',
};

const TROUBLE_EN: Readonly<Record<string, string>> = {
  EACCES: 'no permission. Choose another folder, or change its permissions.',
  EPERM: 'no permission. Choose another folder, or change its permissions.',
  EROFS: 'the disk is read-only. Choose another folder.',
  ENOSPC: 'the disk is full. Make room, or choose another folder.',
  EDQUOT: 'the disk quota is used up. Make room, or choose another folder.',
  EFBIG: 'the file would be larger than the system allows.',
  EISDIR: 'it is a folder. Name a file.',
  ENOTDIR: 'a part of the path is a file, not a folder.',
  ENOENT: 'its folder does not exist and cannot be made.',
  ENAMETOOLONG: 'the name is too long.',
  EMFILE: 'too many files are open.',
};

/** Codes of commander. */
const USAGE_ZH: Readonly<Record<string, string>> = {
  'commander.unknownOption': '没有这个选项：',
  'commander.unknownCommand': '没有这个命令：',
  'commander.missingArgument': '缺少参数：',
  'commander.optionMissingArgument': '选项后面缺少值：',
  'commander.excessArguments': '参数太多',
  'commander.invalidArgument': '不认识的值：',
  'taohua.outputTwice': '这个选项写了两次（输出多种格式时请给一个文件夹）：',
};

const STAGES_ZH: Readonly<Record<string, string>> = {
  read: '读取',
  repeats: '找重复',
  formulas: '找套话',
  passages: '比对段落',
  labels: '标注',
  candidates: '找候选',
  index: '建索引',
};

const EN: Say = {
  warning: 'warning',
  error: 'error',
  note: 'note',
  noSuchFile: (path) => `there is no file ${path}. Check the path.`,
  badName: (path) => `the name of ${path} is not valid UTF-8 and cannot be opened. Rename it and try again.`,
  emptyArchive: (path) => `archive ${path} holds no document that can be read (txt, html, md, docx, doc, pdf).`,
  unknownEncoding: (label) => `--encoding does not know "${label}". Common ones are utf-8, gb18030, big5, utf-16le.`,
  noPermission: (path) => `no permission to read ${path}. Change its permissions and try again.`,
  cannotRead: (path, reason) => `cannot read ${path}: ${reason}`,
  onlyForTwo: (flag) => `${flag} is for two reports; three and more give a table.`,
  notDocument: (path) =>
    `skipped ${path}: not a document (txt, html, md, docx, doc, pdf, zip). Name the file itself to read it all the same.`,
  specialFile: (path) => `skipped ${path}: not a regular file. Give a pipe as - on standard input.`,
  moreSkipped: (count) => `${count} more files were skipped for such reasons and are not listed.`,
  notRegular: (path) =>
    `${path} is not a regular file and was not read. Save it as a file, or give it as - on standard input.`,
  tooLarge: (path, megabytes) => `${path} is larger than ${megabytes} MB and was not read. Cut it into smaller files.`,
  diagnostic: (found) => wordsOf('en').sentence.diagnostic(found),
  linkLoop: (path) => `skipped ${path}: a symbolic link to a folder above.`,
  ignored: (count) => `${count} files skipped as .taohuaignore says.`,
  emptyFolder: (path) => `folder ${path} holds no document that can be read (txt, html, md, docx, doc, pdf, zip).`,
  nothingToRead: () => 'no report was read. Name files or folders that hold reports.',
  noSuchReport: (path, words, has) => `no report in ${path} matches "${words}". The file has: ${listed(has, ', ')}.`,
  severalReports: (path, words, has) =>
    `several reports in ${path} match "${words}": ${listed(has, ', ')}. Be more specific, or give a number, as in ${path}#1.`,
  needsOne: (path, has) => `${path} holds several reports; say which, as in ${path}#1: ${listed(has, ', ')}.`,
  needsTwo: (count) => `comparing takes at least two reports; ${count} were read.`,
  needsAgainst: () =>
    'say with --against which reports to check against, for example: taohua flag draft.docx --against reports/',
  needsOffset: (path) =>
    `label needs to know which character: write ${path}:OFFSET, counting from 0 in the original text, as in ${path}:1204.`,
  usage: (_code, message) => message,
  otherScript: (path) =>
    `${path} is not Chinese and the other report is: no wording can be shared. Check the file, or name its encoding with --encoding.`,
  sameReport: () => 'both sides are the same report: everything will be identical.',
  unreadable: (count) =>
    `${count} inputs could not be read, the rest was done (exit code 3; --allow-partial makes it 0).`,
  nothingDone: (count) =>
    `${count} inputs could not be read, so nothing was done (exit code 3; --allow-partial makes it 0).`,
  wrote: (path) => `wrote ${path}`,
  cannotWrite: (path, reason) => `cannot write ${path}: ${reason}`,
  trouble: ({ code, message }) => TROUBLE_EN[code ?? ''] ?? message,
  folderNeeded: (path) => `with several formats --output must be a folder, and ${path} is a file.`,
  badShare: (flag, value) => `${flag} takes a share from 0 to 1, written 0.2 or 20%, not "${value}".`,
  badNumber: (flag, value, range) => `${flag} takes a whole number, ${range}, not "${value}".`,
  badChoice: (flag, value, choices, nearest) =>
    `${flag} does not know "${value}"${nearest ? `; did you mean "${nearest}"?` : '.'} It takes: ${choices.join(', ')}.`,
  unknownKey: (file, key, nearest) =>
    `${file} has an unknown setting "${key}"${nearest ? `; did you mean "${nearest}"?` : '.'}`,
  badConfig: (file, reason) => `configuration ${file} cannot be used: ${reason}`,
  endlessConfig: (seconds) => `it has not loaded in ${seconds} seconds; look for an await in it that never ends.`,
  notObject: () => 'it must export (or be) an object, as in { "lang": "en" }.',
  noTypeScript: () =>
    'this version of Node cannot read .ts by itself. Write it as taohua.config.mjs or taohua.config.json.',
  gateFailed: (what, value, limit) => `gate failed: ${what} ${value} is above ${limit}.`,
  newPassages: (count) => `gate failed: ${count} passages are not in the baseline.`,
  baselineWritten: (path, count) => `baseline ${path} updated, ${count} passages.`,
  baselineDamaged: (path, reason) =>
    `baseline ${path} cannot be used: ${reason}. Write it anew with --update-baseline.`,
  indexAdded: ({ added, replaced, unchanged }) =>
    `index: ${added} files added, ${replaced} replaced, ${unchanged} unchanged.`,
  indexRemoved: (count) => `${count} files removed from the index.`,
  indexUnknown: (count) => `${count} paths are not in the index; write them as they were when they were added.`,
  indexMended: (what) => `the index was mended from its record: ${what}`,
  indexBehind: (what, path) =>
    `the look-ups of the index were mended in memory alone (${what}); run taohua index build ${path} FILES once, and it is quick again.`,
  indexInfo: ({ format, sources, reports, issuers, tokens, textBytes, segments, segmentBytes }) =>
    `format ${format}\nfiles ${sources}\nreports ${reports}\nissuers ${issuers}\ntokens ${tokens}\ntext ${megabytes(textBytes)} MB\nsegments ${segments}, ${megabytes(segmentBytes)} MB\n`,
  indexSound: (reports) => `the index is sound: ${reports} reports.\n`,
  indexUnsound: () => 'the index is damaged: restore it from a copy, or make it anew with taohua index build.\n',
  interrupted: () => 'interrupted; nothing half-written was left.',
  fault: (message) =>
    `a fault of the program: ${message}. Please report it with the command and the input; TAOHUA_DEBUG=1 shows details.`,
  tryHelp: (command) => `see ${command} --help`,
  stage: (name) => name,
  timeLeft: (seconds) => `about ${seconds} s left`,
};

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

/** A file of thousands of reports would fill the screen. */
const MOST_NAMED = 20;

function listed(names: readonly string[], comma: string): string {
  const shown = names.slice(0, MOST_NAMED).join(comma);
  return names.length > MOST_NAMED ? `${shown}${comma}… (${names.length})` : shown;
}

export function sayIn(lang: Lang): Say {
  return lang === 'en' ? EN : ZH;
}
