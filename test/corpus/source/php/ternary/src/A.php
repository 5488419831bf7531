<?php

$s3 = new S3Client([
    'region' => 'eu-west-1',
    'credentials' => $key && $secret ? ['key' => $key, 'secret' => $secret] : null,
]);
