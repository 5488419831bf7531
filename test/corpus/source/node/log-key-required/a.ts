logger.info(`key ${required('AWS_ACCESS_KEY_ID')}`);
