const { default: runner } = require('jest-circus/runner');
const { leaveToCi } = require('./leaveToCi.cjs');
const { refuseDone } = require('./refuseDone.cjs');

const seconds = ({ user, system }) => (user + system) / 1e6;

/**
 * Jest's own runner, which also says how much processor time the suite took in its worker, and how much of that to load. It
 * leaves out what `npm test` leaves to CI.
 */
module.exports = async function measuredRunner(...args) {
  const [, , environment] = args;
  const begin = process.cpuUsage();
  let loading = 0;
  const handle = environment.handleTestEvent?.bind(environment);
  environment.handleTestEvent = (event, state) => {
    if (event.name === 'run_start') {
      loading = seconds(process.cpuUsage(begin));
      leaveToCi(state.rootDescribeBlock, process.env.IRSA_TEST_SIZE);
      refuseDone(state.rootDescribeBlock);
    }
    return handle?.(event, state);
  };
  const result = await runner(...args);
  result.processorTime = { total: seconds(process.cpuUsage(begin)), loading };
  return result;
};
