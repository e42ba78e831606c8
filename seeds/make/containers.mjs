// The same reports as files of other formats: a web page with its chrome, Markdown, and a Word document whose heading numbers
// are automatic (w:numPr), so that they are not in its text.
import { strToU8, zipSync } from 'fflate';

const escaped = (text) => text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;');
const headingAt = (headings, offset) => headings.find((h) => h.headingSpan.start === offset);

/** The lines of a report with the offset at which each begins. */
function linesOf(text) {
  let start = 0;
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const at = start;
      start += line.length + 1;
      return { line, at };
    })
    .filter(({ line }) => line !== '');
}

export function webPage({ text, headings }) {
  const lines = linesOf(text);
  const title = escaped(lines[0].line);
  const body = lines
    .slice(1)
    .map(({ line, at }) => {
      const head = headingAt(headings, at);
      if (head?.kind === 'chapter') return `<p><strong>　　${escaped(line)}</strong></p>`;
      return `<p>　　${escaped(line)}</p>`;
    })
    .join('\n');
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>${title}-样本公文网</title>
<meta name="keywords" content="政府工作报告,${title}">
<style>.nav{float:left}.TRS_Editor p{text-indent:2em;line-height:2}</style>
<script>var _visits = 0; function count() { _visits++; }</script>
</head>
<body onload="count()">
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/hdjl/">互动交流</a></li></ul>
<div class="crumb">当前位置：<a href="/">样本公文网</a> &gt; <a href="/zt/">专题范文</a> &gt; <a href="/zt/bg/">工作报告</a> &gt; 正文</div>
<h1>${title}</h1>
<div class="meta">发布时间：2023-02-20 09:15:42　来源：网友投稿　点击：3071　字号：<a href="#">大</a> <a href="#">中</a> <a href="#">小</a> <a href="#">打印</a></div>
<div class="lead">下面是小编为大家整理的${title}，供大家参考。</div>
<div class="TRS_Editor">
${body}
</div>
<div class="tags">推荐访问：<a href="/t/1">${title}</a> <a href="/t/2">政府工作报告范文</a></div>
<div class="more"><p>上一篇：某某局年度工作总结</p><p>下一篇：在全市动员大会上的讲话</p></div>
<div class="footer">版权所有：样本公文网 2013-2024　未经授权禁止转载<br>Powered by 样本建站　备案号：样备00000000号-1</div>
</body>
</html>
`;
}

export function markdown({ text, facts, headings }) {
  const lines = linesOf(text);
  const body = lines.slice(1).map(({ line, at }) => {
    const head = headingAt(headings, at);
    if (!head) return line;
    const heading = line.slice(0, head.headingSpan.end - at);
    const rest = line.slice(heading.length);
    if (head.kind === 'bullet') return `- ${rest === '' ? line : `**${heading}**${rest}`}`;
    if (head.kind === 'chapter' || head.kind === 'section') {
      const hashes = '#'.repeat(head.level + 1);
      return rest === '' ? `${hashes} ${heading}` : `${hashes} ${heading}\n\n${rest.replace(/^。/u, '')}`;
    }
    return `**${heading}**${rest}`;
  });
  const front = `---\ntitle: ${lines[0].line}\ntags: [政府工作报告, ${facts.place}]\n---\n`;
  return `${front}\n# ${lines[0].line}\n\n${body.join('\n\n')}\n`;
}

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const run = (text, bold) =>
  `<w:r>${bold ? '<w:rPr><w:b/></w:rPr>' : ''}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
const paragraph = (runs, properties = '') => `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${runs}</w:p>`;

function wordBody({ text, headings }) {
  return linesOf(text)
    .map(({ line, at }, i) => {
      if (i === 0) return paragraph(run(line, true), '<w:pStyle w:val="Title"/><w:jc w:val="center"/>');
      const head = headingAt(headings, at);
      if (!head || (head.kind !== 'chapter' && head.kind !== 'section')) return paragraph(run(line, false));
      const { marker, headingSpan } = head;
      const number = `<w:numPr><w:ilvl w:val="${head.level - 1}"/><w:numId w:val="1"/></w:numPr>`;
      const heading = line.slice(marker.length, headingSpan.end - at);
      const rest = line.slice(headingSpan.end - at);
      return paragraph(run(heading, true) + (rest ? run(rest, false) : ''), number);
    })
    .join('');
}

const numbering = [
  { depth: 0, label: '%1、' },
  { depth: 1, label: '（%2）' },
]
  .map(
    ({ depth, label }) =>
      `<w:lvl w:ilvl="${depth}"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/><w:lvlText w:val="${label}"/><w:lvlJc w:val="left"/></w:lvl>`,
  )
  .join('');

export function wordDocument(report) {
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/numbering" Target="numbering.xml"/></Relationships>`,
    'word/document.xml': `<w:document xmlns:w="${WORD}"><w:body>${wordBody(report)}</w:body></w:document>`,
    'word/numbering.xml': `<w:numbering xmlns:w="${WORD}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>${numbering}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
  };
  const files = Object.fromEntries(Object.entries(parts).map(([name, content]) => [name, strToU8(XML + content)]));
  return zipSync(files, { level: 9, mtime: new Date(1980, 0, 1) });
}
