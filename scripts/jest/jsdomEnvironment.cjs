const { speedUpStyles } = require('./pageStyles.cjs');

/** Backstage's environment for pages, whose file is in the options, with styles of elements that are computed faster. */
module.exports = class JsdomEnvironment {
  constructor(config, context) {
    const { base, ...testEnvironmentOptions } =
      config.projectConfig.testEnvironmentOptions;
    const Base = require(base);
    const environment = new Base(
      {
        ...config,
        projectConfig: { ...config.projectConfig, testEnvironmentOptions },
      },
      context,
    );
    speedUpStyles(environment.global);
    return environment;
  }
};
