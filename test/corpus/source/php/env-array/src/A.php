<?php

$id = $_SERVER['AWS_ACCESS_KEY_ID'];
if (!getenv('AWS_SECRET_ACCESS_KEY')) {
    throw new RuntimeException('no key');
}
