<?php
$settings['hash_salt'] = 'made-up';
$config['s3fs.settings']['bucket'] = 'files';
$config['s3fs.settings']['use_credentials_cache'] = TRUE;
