// Where notes stand in the margin. Pure: numbers in, numbers out.

/**
 * Places notes in order, each as near to its passage as the others allow: the sum of squared displacements is least.
 * Without their heights the tops must only not decrease, which is isotonic regression; pooling adjacent violators solves it
 * exactly.
 * @param {number[]} wanted the top that each note would have alone, in pixels, in order of the text
 * @param {number[]} heights of the notes
 * @param {number} gap least distance between two notes
 * @param {number} least the highest place that there is
 * @returns {number[]} the top of each note
 */
export function stack(wanted, heights, gap, least) {
  const offsets = [];
  let sum = 0;
  for (const height of heights) {
    offsets.push(sum);
    sum += height + gap;
  }
  const pools = [];
  wanted.forEach((top, index) => {
    pools.push({ sum: top - offsets[index], size: 1 });
    while (pools.length > 1 && mean(pools.at(-2)) > mean(pools.at(-1))) {
      const last = pools.pop();
      pools.at(-1).sum += last.sum;
      pools.at(-1).size += last.size;
    }
  });
  return pools.flatMap((pool) => Array(pool.size).fill(Math.max(mean(pool), least))).map((top, index) => top + offsets[index]);
}

const mean = (pool) => pool.sum / pool.size;

/**
 * Whether the notes of one paragraph can all stand beside it.
 * @param {number[]} heights of the notes
 * @param {number} room how high the margin beside the paragraph is
 * @param {number} gap least distance between two notes
 * @returns {boolean}
 */
export const fit = (heights, room, gap) => heights.reduce((sum, height) => sum + height + gap, 0) <= room;
