<?php

$s3 = new Aws\S3\S3Client([
    'endpoint' => 'https://' . $region . '.digitaloceanspaces.com',
    'credentials' => ['key' => $id, 'secret' => $secret],
    'region' => 'us-east-1',
]);
