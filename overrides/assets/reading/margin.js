// Where notes stand in the margin. Pure: numbers in, numbers out.

/**
 * Places notes in order, each as near to its passage as the others allow: the sum of squared displacements is least.
 * Without their heights the tops must only not decrease, which is isotonic regression; pooling adjacent violators solves it
 * exactly, and so does clipping what it gives to the room that there is.
 * @param {number[]} wanted the top that each note would have alone, in pixels, in order of the text
 * @param {number[]} heights of the notes
 * @param {number} gap least distance between two notes
 * @param {number} least the highest place that there is
 * @param {number} most where the last note must end, if it can
 * @returns {number[]} the top of each note
 */
export function stack(wanted, heights, gap, least, most = Infinity) {
  const offsets = [];
  let sum = 0;
  for (const height of heights) {
    offsets.push(sum);
    sum += height + gap;
  }
  const latest = Math.max(least, most - sum + gap);
  const pools = [];
  wanted.forEach((top, index) => {
    pools.push({ sum: top - offsets[index], size: 1 });
    while (pools.length > 1 && mean(pools[pools.length - 2]) > mean(pools[pools.length - 1])) {
      const last = pools.pop();
      pools[pools.length - 1].sum += last.sum;
      pools[pools.length - 1].size += last.size;
    }
  });
  const tops = pools.flatMap((pool) => Array(pool.size).fill(Math.min(Math.max(mean(pool), least), latest)));
  return tops.map((top, index) => top + offsets[index]);
}

const mean = (pool) => pool.sum / pool.size;

/** How much room some notes take in a column. */
export const room = (heights, gap) => heights.reduce((sum, height) => sum + height + gap, 0);
