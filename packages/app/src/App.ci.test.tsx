import { render, screen } from '@testing-library/react';
import App from './App';

const appConfig = {
  app: {
    title: 'Portal',
    extensions: [{ 'page:catalog': { config: { path: '/' } } }],
  },
  backend: { baseUrl: 'http://localhost:7007' },
  auth: { environment: 'development', providers: { guest: {} } },
};

describe('App', () => {
  const environment = process.env;

  afterEach(() => {
    process.env = environment;
  });

  it('opens on the sign-in page', async () => {
    process.env = {
      ...environment,
      APP_CONFIG: [{ data: appConfig, context: 'test' }] as unknown as string,
    };

    render(App.createRoot());

    expect(
      await screen.findByRole('button', { name: 'Enter' }),
    ).toBeInTheDocument();
    expect(screen.getByText('Portal')).toBeInTheDocument();
  });
});
