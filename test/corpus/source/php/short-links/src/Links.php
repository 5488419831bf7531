<?php

setcookie('s', $value, ['expires' => time() + 60 * 60 * 24 * 30]);
$request = $s3->createPresignedRequest($command, '+20 minutes');
$url = Storage::temporaryUrl($path, now()->addMinutes(30));
