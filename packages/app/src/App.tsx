import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { navModule } from './modules/nav';

// Every other plugin is found through package.json: see app.packages in app-config.yaml.
export default createApp({
  features: [catalogPlugin, navModule],
});
