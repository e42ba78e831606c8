/**
 * Diagnostics in Chinese: for each code what it means in a few words, and the whole message said from its params. A test
 * walks the sources, so that a code without its words here cannot come in. The library itself speaks English.
 */

import type { Diagnostic } from '../model/diagnostic.js';

type Params = NonNullable<Diagnostic['params']>;

interface Entry {
  readonly title: string;
  /** Without an end mark. Given only where the params say more than the title. */
  readonly detail?: (params: Params) => string;
}

const AGAIN_WORD = '请用 Word 或 WPS 打开后重新保存，或另存为文本';

export const DIAGNOSTICS_ZH: Readonly<Record<string, Entry>> = {
  'formulas-learned': {
    title: '套话只从部分报告学得',
    detail: ({ learned, documents }) => `套话的措辞学自 ${documents} 份报告中的 ${learned} 份，出现次数按全部报告统计`,
  },
  'announced-count': {
    title: '所列条数与正文不符',
    detail: ({ announced, found, last }) => `文中说有 ${announced} 条，实有 ${found} 条（到“${last}”为止）`,
  },
  archive: { title: '压缩包不是单份文件', detail: () => '请先解压，或逐个给出其中的文件' },
  'archive-entry-refused': {
    title: '压缩包内有文件未读',
    detail: ({ name }) => `“${name}”已加密、过大、压缩方法不支持或路径越出压缩包，没有读取`,
  },
  'archive-unreadable': { title: '压缩包无法读取', detail: () => '目录缺失，文件已损坏或不完整，请重新打包' },
  'bank-damaged': { title: '套话库损坏', detail: () => '文件不是套话库，或内容已损坏，请重新导出' },
  'bank-entries': { title: '套话库有条目损坏', detail: ({ count }) => `${count} 条损坏的条目没有使用` },
  'bank-version': {
    title: '套话库版本不符',
    detail: ({ seen, expected }) => `版本为 ${seen}，应为 ${expected}，请重新导出`,
  },
  'binary-content': {
    title: '不是文本文件',
    detail: ({ control, length }) => `前 ${length} 个字符中有 ${control} 个控制字符，或者编码需用 --encoding 指明`,
  },
  'claimed-length': {
    title: '篇幅与题中所称不符',
    detail: ({ claimed, length }) => `题中称 ${claimed} 字，实有 ${length} 字`,
  },
  'decode-replacement': {
    title: '有字无法解码',
    detail: ({ count, encoding, first }) =>
      `按 ${encoding} 解码，有 ${count} 处无法还原，以 � 代替，第一处在第 ${first} 个字符；如处数很多，请用 --encoding 指明编码`,
  },
  'doc-unreadable': { title: 'DOC 文件无法读取', detail: () => `文件损坏或不完整，${AGAIN_WORD}` },
  'docx-encrypted': { title: '文件已加密', detail: () => '请另存一份不带密码的' },
  'docx-too-large': {
    title: 'DOCX 过大',
    detail: ({ size, packed, most }) =>
      `正文展开后有 ${size} 字节（压缩后 ${packed} 字节，上限 ${most} 字节），可能已损坏，请拆分或另存为文本`,
  },
  'docx-unreadable': { title: 'DOCX 文件损坏', detail: () => `不是 Word 文档，或者不完整，${AGAIN_WORD}` },
  'doubtful-encoding': {
    title: '编码可能不对',
    detail: ({ encoding, other }) =>
      `文件不是 UTF-8，按 ${encoding} 读出的多是罕用字，显示的很可能是乱码；${other === '' ? '请用 --encoding 指明编码' : `像是 ${other}，请用 --encoding ${other} 指明`}，或另存为 UTF-8`,
  },
  'duplicate-reports': {
    title: '有重复的报告',
    detail: ({ count, reports }) => `${count} 份报告文字完全相同，只算一个单位：${reports}`,
  },
  'empty-text': { title: '没有文字', detail: () => '文件是空的，或只有图片，请检查是否给对了文件' },
  'few-issuers': {
    title: '发文单位太少',
    detail: ({ count, minIssuers, bank }) =>
      minIssuers === undefined
        ? `连草稿在内只有 ${count} 个发文单位，通行的说法可能被当成沿用；请增加其他单位的报告，或使用套话库，并核对所标之处`
        : `只有 ${count} 个发文单位，而一种说法要有 ${minIssuers} 个单位使用才算套话` +
          (bank === 1 ? '；除套话库所载外，无法判断什么是通行说法' : '；请增加其他单位的报告，或使用套话库'),
  },
  'html-too-deep': {
    title: '网页嵌套过深',
    detail: ({ most }) => `嵌套超过 ${most} 层，网页已损坏或有意为之，请用浏览器重新保存，或另存为文本`,
  },
  'html-unreadable': { title: '网页无法读取', detail: () => '请用浏览器重新保存，或另存为文本' },
  'mixed-scripts': {
    title: '中文与拉丁文字的报告混在一起',
    detail: () => '两者没有共同的字，不会互相比对',
  },
  'near-duplicate': {
    title: '两份报告几乎相同',
    detail: ({ a, b, percent }) => `${a} 与 ${b}：较短一份的 ${percent}% 见于另一份，建议去掉一份`,
  },
  'no-sources': { title: '没有可比对的报告', detail: () => '除草稿外没有别的报告，请至少再给一份' },
  'outline-gap': {
    title: '标题序号有缺',
    detail: ({ from, to, before }) => `“${before}”之前缺第 ${from === to ? from : `${from} 至 ${to}`} 项`,
  },
  'pdf-encrypted': { title: '文件已加密', detail: () => '请另存一份不带密码的' },
  'pdf-too-large': {
    title: 'PDF 过大',
    detail: ({ pages, most }) =>
      pages === undefined
        ? '内容展开后过大，可能已损坏，请重新打印成 PDF，或另存为文本'
        : `有 ${pages} 页，最多读 ${most} 页，请拆分`,
  },
  'pdf-unreadable': {
    title: 'PDF 文件无法读取',
    detail: () => '文件损坏或不完整，请用阅读器打开后重新打印成 PDF，或另存为文本',
  },
  'pdf-without-text': {
    title: 'PDF 没有文字',
    detail: ({ pages }) => `共 ${pages} 页，没有文字，可能是扫描件，请先做文字识别`,
  },
  'place-inferred': { title: '地区系推断', detail: ({ place }) => `题名处没有写明地区，按正文内容读作${place}` },
  'shipped-counts': {
    title: '用了随软件附带的频次表',
    detail: ({ runs, reports, issuers }) =>
      `发文单位太少，看不出哪些说法通行；表中是 ${issuers} 个单位 ${reports} 份报告里 ${runs} 个短语片段的次数，不含文字；“--formulas none”可不用`,
  },
  truncated: {
    title: '文本似被截断',
    detail: ({ signs }) => {
      const seen = String(signs).split(' ');
      return `${seen.map((sign) => SIGNS[sign] ?? sign).join('，')}；各项数字只就现有部分而言`;
    },
  },
  'unknown-encoding': {
    title: '不认识的编码名称',
    detail: ({ label }) => `“${label}”不是已知的编码，常用的有 utf-8、gb18030、big5；已改为自动识别`,
  },
  'unsupported-format': {
    title: '不支持的格式',
    detail: ({ extension }) =>
      `${extension === '' ? '这种格式' : `.${extension} 文件`}不能读取，请另存为文本、HTML、Markdown、DOCX、DOC 或 PDF（图片须先做文字识别）`,
  },
  'year-after-delivery': {
    title: '年份晚于作报告的日期',
    detail: ({ year, delivered }) => `“${year}年以来”说的是过去，而报告作于 ${delivered}，年份可能被改过`,
  },
  'year-conflict': {
    title: '年份说法不一',
    detail: ({ year, title, body, delivered }) => {
      const said = [
        title === undefined ? [] : `题名为 ${title}`,
        body === undefined ? [] : `正文为 ${body}`,
        delivered === undefined ? [] : `作报告的日期为 ${delivered}`,
      ].flat();
      return `${said.join('，')}；取 ${year}，请核对题名`;
    },
  },
  'year-inferred': {
    title: '年份系推断',
    detail: ({ year }) => `题名、日期和章节都没有写明年份，按正文所述读作 ${year}`,
  },
};

const SIGNS: Readonly<Record<string, string>> = {
  'trial-notice': '文末有试读提示',
  'breaks-off': '最后一句没有说完',
  unfinished: '章节少于文中所列',
};

/** The title alone where the params are not at hand, as in findings saved by an earlier version. */
export function diagnosticInChinese({ code, params }: Diagnostic): string | undefined {
  const entry = DIAGNOSTICS_ZH[code];
  if (entry === undefined) return undefined;
  const { title, detail } = entry;
  if (detail === undefined || (params === undefined && detail.length > 0)) return `${title}。`;
  return `${title}：${detail(params ?? {})}。`;
}
