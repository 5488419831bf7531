<?php
$settings['s3fs.access_key'] = getenv('FILES_ID');
$settings['s3fs.secret_key'] = getenv('FILES_SECRET');
$config['s3fs.settings']['bucket'] = 'files';
