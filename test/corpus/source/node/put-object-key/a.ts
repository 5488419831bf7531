await upload({ bucket: 'b', key: 'secret/a', body });
