const PageEnvironment = require('@backstage/cli-module-test-jest/config/jest-environment-jsdom');
const { keepingEnvironment } = require('./keepingEnvironment.cjs');

const START = 'http://localhost/';

module.exports = keepingEnvironment('page', PageEnvironment, ({ dom }) => {
  const { document, localStorage, sessionStorage } = dom.window;
  document.body.replaceChildren();
  document.title = '';
  localStorage.clear();
  sessionStorage.clear();
  dom.window.history.replaceState(null, '', START);
});
