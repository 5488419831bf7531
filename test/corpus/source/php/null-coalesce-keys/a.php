<?php
$args = ['region' => 'eu-west-1', 'version' => 'latest'];
if (!empty($key) && !empty($secret)) {
    $args['credentials'] = ['key' => $key, 'secret' => $secret];
}
$s3 = new S3Client($args);
