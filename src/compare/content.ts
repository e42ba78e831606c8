/**
 * Whether two sentences have a subject in common. A weak link may rest on the frame alone: 提升…现代化水平 holds a supply
 * chain as well as the order of a town. Without the words of the frame, two characters in a row must agree.
 */

import { Gap, Kind } from '../model/tokens.js';
import type { Side } from './side.js';

/** What is done and how well, never what it is done to. */
const FRAME =
  `加快 加强 加大 加速 推进 推动 促进 提高 提升 深化 深入 扩大 扩展 拓展 完善 健全 优化 改善 改进 建设 建成 建立 构建 打造 培育 培养 发展 实施 实现 落实 坚持
坚决 坚定 保持 保障 巩固 强化 支持 扶持 鼓励 引导 引进 带动 增强 增加 增长 下降 降低 减少 统筹 协调 开展 达到 超过 突破 持续 连续 稳定 稳步 稳妥 有序 有效 有力 全面 全力 大力 着力
努力 积极 主动 扎实 切实 严格 高效 优质 重点 重大 重要 主要 进一步 不断 逐步 显著 明显 新增 更加 更好 更大 更多 更高 更强 充分 广泛 快速 争取 争创 力争 确保 工作 水平 能力 质量 效益
体系 机制 力度 现代化 高质量 做强 做优 做大 做好 做实 抓好 办好 用好 取得 成效 任务 目标 行动 工程 项目 措施 全省 全市 我省 我市 全国 一批 新的 万人 以上 左右 亿元`.split(
    /\s+/,
  );
const FRAMES = new RegExp(FRAME.sort((p, q) => q.length - p.length).join('|'));

export function shareContent(
  a: Side,
  b: Side,
  bead: { readonly a: readonly number[]; readonly b: readonly number[] },
): boolean {
  const across = contentOf(b, bead.b);
  for (const pair of contentOf(a, bead.a)) if (across.has(pair)) return true;
  return false;
}

/** Pairs of adjacent characters of some sentences without those of the frame, and their Latin words. */
function contentOf({ tokens, first }: Side, sentences: readonly number[]): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (const i of sentences) {
    let run = '';
    for (let t = first[i]!; t < first[i + 1]!; t++) {
      const isHan = tokens.kind[t] === Kind.han;
      run += isHan && tokens.gap[t] === Gap.none ? '' : ' ';
      if (isHan) run += String.fromCharCode(tokens.id[t]!);
      else if (tokens.kind[t] === Kind.word) pairs.add(String(tokens.id[t]));
    }
    for (const rest of run.split(' '))
      for (const piece of rest.split(FRAMES))
        for (let k = 0; k + 2 <= piece.length; k++) pairs.add(piece.slice(k, k + 2));
  }
  return pairs;
}
