const { default: runner } = require('jest-circus/runner');

const seconds = ({ user, system }) => (user + system) / 1e6;

/** Jest's own runner, which also says how much processor time the suite took in its worker, and how much of that to load. */
module.exports = async function measuredRunner(...args) {
  const [, , environment] = args;
  const begin = process.cpuUsage();
  let loading = 0;
  const handle = environment.handleTestEvent?.bind(environment);
  environment.handleTestEvent = (event, state) => {
    if (event.name === 'run_start') {
      loading = seconds(process.cpuUsage(begin));
    }
    return handle?.(event, state);
  };
  const result = await runner(...args);
  result.processorTime = { total: seconds(process.cpuUsage(begin)), loading };
  return result;
};
