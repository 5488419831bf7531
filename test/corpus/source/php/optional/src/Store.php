<?php

$options = ['region' => $conf['region'], 'version' => 'latest'];
if (!empty($conf['key']) && !empty($conf['secret'])) {
    $options['credentials'] = ['key' => $conf['key'], 'secret' => $conf['secret']];
}
$s3 = new Aws\S3\S3Client($options);
