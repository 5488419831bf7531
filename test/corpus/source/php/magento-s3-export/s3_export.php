<?php
if (!$helper->getAccessKey() || !$helper->getSecretKey()) {
    fwrite(STDERR, "AWS keys were not supplied\n");
    exit(1);
}
$client = new S3Client(['credentials' => new Credentials($helper->getAccessKey(), $helper->getSecretKey())]);
