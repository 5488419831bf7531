<?php
$url = Storage::disk('s3')->temporaryUrl($path, now()->addHours(6));
