<?php
$sdk = new Aws\Sdk([
    'region' => 'eu-west-1',
    'version' => 'latest',
    'credentials' => ['key' => $id, 'secret' => $secret],
]);
