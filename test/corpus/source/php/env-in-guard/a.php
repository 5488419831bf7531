<?php
if (!getenv('AWS_ACCESS_KEY_ID')) {
    throw new RuntimeException('no key');
}
