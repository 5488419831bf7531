<?php

use Aws\S3\S3Client;

return new S3Client([
    'version' => 'latest',
    'region' => 'eu-west-1',
    'credentials' => $conf->key ? ['key' => $conf->key, 'secret' => $conf->secret] : false,
]);
