export { permissionModuleReadOnlyGroups as default } from './module';
