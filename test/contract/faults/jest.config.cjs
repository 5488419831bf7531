const config = require('@backstage/cli/config/jest');

const TYPESCRIPT = '\\.(mts|cts|ts)$';

/** The configuration that the CLI makes for this package, with the fault's transform for TypeScript sources. */
module.exports = Promise.resolve(config).then(project => {
  const [inner, options] = project.transform[TYPESCRIPT];
  return {
    ...project,
    id: 'contract_faults',
    transform: {
      ...project.transform,
      [TYPESCRIPT]: [
        require.resolve('./faultTransform.cjs'),
        { inner, options },
      ],
    },
  };
});
