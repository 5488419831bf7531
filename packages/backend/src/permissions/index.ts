export { permissionModuleOwnersAct as default } from './module';
