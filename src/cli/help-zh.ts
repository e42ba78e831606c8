/**
 * Help in Chinese: what commands, options and arguments say of themselves, by their English words, and how the pages are
 * put together. A test asks every command for its help, so that nothing new stays untranslated.
 */

import type { Command } from 'commander';
import { columnsOf, wrap } from '../render/terminal/layout.js';

const ZH: Readonly<Record<string, string>> = {
  'show the version': '显示版本号',
  'show this help': '显示本说明',
  'display help for command': '显示本说明',
  // Commands
  'align two reports: what is shared, what changed, what is own; or tabulate several':
    '逐节逐句对照两份报告：哪些相同，哪些改了，哪些是各自独有；三份及以上给出总表',
  'boilerplate ratio of every report of a corpus, and its formulas': '一批报告各有多少套话，有哪些套话',
  'flag copied text and leftover place names in a draft': '查草稿里沿用他处的段落和残留的地名',
  'the formula bank: list, export, import': '套话库：列出、导出、合并',
  'the formulas of a corpus, widest first': '一批报告的套话，用得最广的在前',
  'write the formulas of a corpus as a bank: templates and counts, no text':
    '把套话导出为套话库：只有模板和次数，没有原文',
  'check banks and put them together as one': '检查套话库，合并为一个',
  'a corpus kept on disk, for --against': '存在磁盘上的语料索引，供 --against 使用',
  'make an index of reports, or bring one up to date and pack it': '建立索引，或更新并压紧已有的索引',
  'add reports; a file that has changed replaces what was there': '加入报告；内容变了的文件替换原有的',
  'remove the reports of files, which need not be there any more': '移除某些文件的报告，文件本身不必还在',
  'what an index holds': '索引里有什么',
  'check that an index is whole; exit 1 when it is not': '检查索引是否完好；不完好时退出码为 1',
  'write the index as Parquet, for other programs and for import': '把索引写成 Parquet，供其他程序使用或再导入',
  'add what export wrote, without the files it was made of': '导入 export 写出的内容，不需要原来的文件',
  'what each stage sees of a file': '看每一步处理看到了什么',
  'render saved findings (--json) again, in any format': '把保存的结果（--json）换一种格式再输出，不重新计算',
  'print a completion script for a shell': '输出命令行补全脚本',
  'a corpus beyond one process: the same findings by stages, here or on Apache Spark':
    '一个进程装不下的语料：分步得到同样的结果，在本机或 Apache Spark 上',
  'the findings of ratio, stage by stage, each kept as Parquet; a stage that is there is not made again':
    '分步得到 ratio 的结果，每步存为 Parquet；已有的步骤不重做',
  'one stage of a cluster run: rows on stdin, rows on stdout': '集群运行中的一步：从标准输入读行，向标准输出写行',
  // Arguments
  'FILE, FILE#N, FILE#WORDS or -; two reports, or more for a table':
    '文件、文件#序号、文件#字样或 -；两份，或更多份列成总表',
  'files, folders, globs, indexes, FILE#WORDS or -': '文件、文件夹、通配符、索引、文件#字样或 -',
  'files, folders, globs, FILE#WORDS or -': '文件、文件夹、通配符、文件#字样或 -',
  'files, folders or globs of reports': '报告文件、文件夹或通配符',
  'files that export wrote': 'export 写出的文件',
  'the folder of the index': '索引所在的文件夹',
  'paths of files that were added': '加入过的文件的路径',
  'where sources.parquet, reports.parquet and so on go': '写到哪个文件夹',
  'where sources.parquet and reports.parquet are, or the output of a cluster run':
    '从哪个文件夹读，也可以是集群运行的输出',
  'what to look at': '看哪一步',
  'FILE, FILE#N or FILE#WORDS; links takes two, label takes FILE#N:OFFSET':
    '文件、文件#序号或文件#字样；links 要两份，label 要“文件#序号:位置”',
  'what the stage is told, as JSON in base64': '交给这一步的参数（base64 编码的 JSON）',
  'folder or file of reports; may be repeated (spark: one folder or Parquet)':
    '报告文件或文件夹；可重复（spark：一个文件夹或 Parquet）',
  'where the stages and the findings go': '各步和结果写到哪里',
  'a file that --json wrote, or -': '--json 写出的文件，或 -',
  'the shell': '哪种命令行',
  // Options all commands share
  'terminal, json, ndjson, html, markdown, csv, sarif, docx; may be repeated':
    '输出格式：terminal、json、ndjson、html、markdown、csv、sarif、docx；可重复',
  'file, folder, or - for stdout': '输出到文件、文件夹，或 - 表示标准输出',
  'the same as -r json -o -': '即 -r json -o -',
  'configuration file instead of taohua.config.*': '指定配置文件，代替 taohua.config.*',
  'threads that read many files, at most (default: one for each core)':
    '读取大量文件时最多使用的线程数（默认每个核心一个）',
  'encoding of the inputs, when detection is wrong': '输入的编码，自动识别有误时使用',
  'exit 0 although some inputs could not be read': '有输入无法读取时退出码仍为 0',
  'mask names of files, places, people, firms and works in texts too; a name without a usual form stays: read it first':
    '隐去文件名、地名、人名、单位和工程名，引文里的也隐去；写法不寻常的名称会留下，外发前请通读',
  'rows of each list in terminal and markdown, or all (default 20)':
    'terminal、markdown 中每张表的行数，或 all（默认 20）',
  'csv: which table (ratios, formulas, passages, values, links, sections, names)':
    'csv：哪张表（ratios、formulas、passages、values、links、sections、names）',
  'csv: with a byte order mark, which Excel needs': 'csv：带 Excel 需要的字节序标记',
  'language of results and messages: zh-CN (or zh), en': '结果和提示的语言：zh-CN（或 zh）、en',
  'plain text without colours': '不用颜色',
  'only results and errors': '只输出结果和错误',
  // Options of single commands
  'only sections whose heading has these words': '只看标题含这些字的章节',
  'only one part: specific, changed, moved, values': '只看一部分：specific 独有、changed 改动、moved 移位、values 数值',
  'characters around a change (0–500); default: whole sentences': '改动处前后各留多少字（0–500）；默认整句',
  'order of sentences, two reports: auto, ordered, free': '两份报告的语序：auto 自动、ordered 前后两稿、free 不计次序',
  'a formula bank: what it holds is formula, not shared': '套话库：库中有的算套话，不算共有',
  'the reports of an index as well; may be repeated': '再加上索引里的报告；可重复',
  'issuers a wording needs to be a formula: 3, 0.1 or 10%': '至少几个单位使用才算套话：3、0.1 或 10%',
  'shortest copied stretch, in characters (5–500)': '沿用段落至少多少字（5–500）',
  'gate: exit 1 when a report’s reuse share is above this': '门槛：某份报告的重复占比超过此数时退出码为 1',
  'a formula bank from a larger corpus': '由更大的语料得到的套话库',
  'a formula bank from a larger corpus; none: without counts that ship with taohua':
    '由更大的语料得到的套话库；none：不用随软件附带的频次表',
  'reports or an index to check against; may be repeated': '与哪些报告或索引比对；可重复',
  'texts that may be copied: a template, the own report of last year': '允许沿用的文本：模板、本单位上年的报告',
  'nothing but these texts is known: no formula is set apart': '只看这些文本本身：不区分套话',
  'gate: exit 1 when a draft’s copied share is above this': '门槛：草稿的沿用占比超过此数时退出码为 1',
  'gate: exit 1 when anything was flagged': '门槛：只要有标出的内容，退出码为 1',
  'accepted passages': '已接受的段落',
  'gate: exit 1 when a passage is not in the baseline': '门槛：有基线之外的段落时退出码为 1',
  'write the passages found into the baseline': '把找到的段落写进基线',
  'only these: sources,reports,passages,formulas,occurrences':
    '只写这些：sources,reports,passages,formulas,occurrences',
  'where it runs': '在哪里运行',
  'spark: local[2], yarn, spark://…, k8s://… (default: what spark-submit is set to)':
    'spark：local[2]、yarn、spark://…、k8s://…（默认按 spark-submit 的设置）',
  'spark: the program': 'spark：程序路径',
  'spark: handed on to spark-submit; may be repeated': 'spark：转给 spark-submit；可重复',
  'print the plan, do nothing': '只打印计划，不执行',
  'pieces into which runs are split; more for larger corpora (1–65536)': '分成多少块；语料越大越多（1–65536）',
  'local: threads (1–64)': 'local：线程数（1–64）',
  'learn formulas from about so many reports, count them in all (for millions of reports)':
    '只从约这么多份报告中学套话，再在全部报告中统计（用于上百万份报告）',
  'write findings.json up to so many reports': '报告不超过此数时写出 findings.json',
  'language of messages': '提示的语言',
  'only errors': '只输出错误',
  // Stages
  'format, encoding, and what was wrong with the bytes': '格式、编码，字节有什么问题',
  'corrections, the original beside the replacement': '修正之处，原文与改后并列',
  'reports, headings, who, where, when': '报告、标题、何人何地何时',
  'the layer that matching reads': '比对所用的文字层',
  'distinct 3-grams of each sentence': '每句的三字组',
  'estimate beside exact Jaccard of similar sentences': '相近句子的估计值与精确 Jaccard',
  'the S-curve of the banding': '分段的 S 曲线',
  'candidate pairs of sentences': '候选句对',
  'every stretch of 13 characters or more that stands twice': '出现两次以上、不短于 13 字的片段',
  'matched sentences of two reports': '两份报告相互对应的句子',
  'why the character at an offset has its label': '某个字为什么得到它的标签',
  // The overview
  'Compares government work reports, and tells formula from copy from the region’s own words.':
    '比对政府工作报告：哪些是套话，哪些是沿用，哪些是本地自己的话。',
  'what changed, what is shared': '改了什么，相同的是什么',
  'two reports of one file': '同一文件里的两份报告',
  'formula share of every report': '每份报告的套话占比',
  'what was copied, from where': '沿用了什么，从哪里来',
  'options and more examples': '各命令的选项和更多例子',
};

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
  'Example:': '例：',
  'Examples:': '例：',
  'Stages:': '步骤：',
};

/** The help of this command and of all below it in Chinese. */
export function translateHelp(command: Command): void {
  command.description(inChinese(command.description()));
  for (const option of command.options) option.description = inChinese(option.description);
  for (const argument of command.registeredArguments) argument.description = inChinese(argument.description);
  command.configureHelp({
    styleTitle: (title) => TITLES[title] ?? title,
    displayWidth: columnsOf,
    // Han has no blanks to break at.
    boxWrap: (text, width) =>
      text
        .split('\n')
        .flatMap((line) => wrap([{ text: line }], width).map((runs) => runs.map((run) => run.text).join('')))
        .join('\n'),
    optionDescription: (option) => described(inChinese(option.description), option.argChoices),
    argumentDescription: (argument) => described(inChinese(argument.description), argument.argChoices),
  });
  for (const child of command.commands) translateHelp(child);
}

/** Titles and remarks of a text that commander passes through as it is. */
export function translateExamples(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const [, command = '', remark] = /^( {2}\S.*? {2,})(\S.*)$/.exec(line) ?? [];
      const known = remark === undefined ? undefined : ZH[remark];
      return TITLES[line] ?? (known === undefined ? line : command + known);
    })
    .join('\n');
}

function inChinese(words: string): string {
  return ZH[words] ?? words;
}

function described(words: string, choices: readonly string[] | undefined): string {
  return choices === undefined ? words : `${words}（${choices.join('、')}）`;
}
