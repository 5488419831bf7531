import { V1Pod } from '@kubernetes/client-node';
import { podNews } from './podNews';

const isNew = (pod: V1Pod) => pod.metadata!.name!.startsWith('new');
const pod = (name: string, state?: 'ready' | 'ending'): V1Pod => ({
  metadata: {
    name,
    ...(state === 'ending' && { deletionTimestamp: new Date() }),
  },
  status: {
    conditions: [
      { type: 'Ready', status: state === 'ready' ? 'True' : 'False' },
    ],
  },
});

it('tells of each Pod once: it starts, is ready, ends, is gone', () => {
  const before: Parameters<typeof podNews>[0] = new Map();
  const look = (...pods: V1Pod[]) => podNews(before, pods, isNew);
  expect(look(pod('old-1', 'ready'))).toEqual([]);
  expect(look(pod('old-1', 'ready'), pod('new-1'))).toEqual([
    'Pod new-1 starts.',
  ]);
  expect(look(pod('old-1', 'ready'), pod('new-1'))).toEqual([]);
  expect(look(pod('old-1', 'ending'), pod('new-1', 'ready'))).toEqual([
    'Pod old-1 ends.',
    'Pod new-1 is ready.',
  ]);
  expect(look(pod('new-1', 'ready'))).toEqual(['Pod old-1 is gone.']);
  expect(look(pod('new-1'))).toEqual(['Pod new-1 starts.']);
});

it('has no line for each of many Pods', () => {
  const many = Array.from({ length: 21 }, (_, index) => pod(`new-${index}`));
  expect(podNews(new Map(), many, isNew)).toEqual([]);
});
